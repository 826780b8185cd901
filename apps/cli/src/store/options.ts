/** What `store export` and `store import` may be told. */
export interface StoreOptions {
  readonly file?: string;
  readonly after?: string;
  readonly json?: true;
}
