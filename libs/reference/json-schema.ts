import type { Schema } from '@talentloop/event-sourcing';
import { z } from 'zod';

/** As much of JSON Schema (2020-12) as our events and contracts use. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** What the schema takes. @throws TypeError for a schema that is not zod's. */
export const jsonSchemaOf = (schema: Schema<unknown>): JsonSchema => {
  if (!(schema instanceof z.ZodType)) throw new TypeError('the schema is not made with zod');
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
};

/** `{ erased: true }`, which stands in for every personal value once its key is destroyed. */
export const isErasedSchema = ({ properties }: JsonSchema): boolean =>
  properties?.['erased']?.const === true;

/** The alternatives of a union but for "erased"; none where it is no union. */
export const optionsOf = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] =>
  (anyOf ?? oneOf ?? []).filter((option) => !isErasedSchema(option));
