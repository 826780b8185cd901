/** One thing that the caller may do next. */
export interface AllowedAction {
  readonly action: string;
  readonly href: string;
}
