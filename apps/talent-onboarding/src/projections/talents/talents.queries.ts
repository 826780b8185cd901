import { type RawBuilder, sql } from 'kysely';

/** Rows whose name, romanised or native, contains the text; its wildcards match only themselves. */
export const nameContains = (text: string): RawBuilder<boolean> => {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
  return sql<boolean>`search_name like ${pattern}`;
};
