import { escapeIdentifier, escapeLiteral } from 'pg';

/** A text of SQL for one schema: `@schema` stands for it, `@position_lock` for its lock's name. */
export const ofSchema = (schema: string, text: string): string =>
  text
    .replaceAll('@schema', () => escapeIdentifier(schema))
    .replaceAll('@position_lock', () => escapeLiteral(`talentloop/${schema}`));
