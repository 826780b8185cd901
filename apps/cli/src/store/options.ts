/** The options of `store export` and `store import`. */
export interface StoreOptions {
  readonly file?: string;
  readonly after?: string;
  readonly json?: true;
}
