/** Work on one stream in the order it was asked for; other streams do not wait. */
export class StreamTurns {
  private readonly ends = new Map<string, Promise<unknown>>();

  take<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.ends.get(stream);
    const turn = before ? before.then(work, work) : work();
    this.ends.set(stream, turn);
    const leave = (): void => {
      if (this.ends.get(stream) === turn) this.ends.delete(stream);
    };
    turn.then(leave, leave);
    return turn;
  }
}
