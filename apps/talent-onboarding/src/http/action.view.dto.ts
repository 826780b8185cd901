import { Text } from '@talentloop/http';

/** What the caller may do next, and where, for the description of the API only. */
export class ActionView {
  @Text() readonly action!: string;
  @Text() readonly href!: string;
}
