/** Work for one stream in the order it was asked for; other streams do not wait. */
export class StreamQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(stream);
    const turn = before ? before.then(work, work) : work();
    this.tails.set(stream, turn);
    const leave = () => {
      if (this.tails.get(stream) === turn) this.tails.delete(stream);
    };
    turn.then(leave, leave);
    return turn;
  }
}
