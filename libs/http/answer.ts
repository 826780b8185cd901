import type { Receipt } from '@talentloop/event-sourcing';

/** An answer with a status and headers of its own; any handler may return one. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: object,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** What a command is to be answered, before the conventions add ETag and Consistency-Token. */
export interface Answered {
  readonly status: 200 | 201 | 202;
  readonly body: object;
  /** The new resource's path; for 201. */
  readonly location?: string;
}

/** 200 with `{ id, revision }`: what most commands answer. */
export const done = ({ id, revision }: Pick<Receipt, 'id' | 'revision'>): Answered => ({
  status: 200,
  body: { id, revision },
});

/** 201 with `{ id, revision }` and, for a part of a resource, the part's id too. */
export const created = (
  location: string,
  { id, revision }: Pick<Receipt, 'id' | 'revision'>,
  part: object = {},
): Answered => ({ status: 201, body: { id, revision, ...part }, location });

/** 200 with a resource and its ETag. */
export const resource = <View extends { readonly revision: number }>(view: View): Answer =>
  new Answer(200, view, { etag: `"${view.revision}"` });
