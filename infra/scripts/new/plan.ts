/** What a generator will do. Nothing is written before all of it is known. */
export interface Plan {
  /** The text of each file that is new, by its path in the checkout. */
  readonly made: Readonly<Record<string, string>>;
  /** The whole new text of each file that is there. */
  readonly edited: Readonly<Record<string, string>>;
  /** Scripts of infra/scripts that write what follows from it. */
  readonly scripts: readonly string[];
  /** What the person does next. */
  readonly next: readonly string[];
}
