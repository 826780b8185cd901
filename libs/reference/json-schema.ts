import type { Schema } from '@talentloop/event-sourcing';
import { z } from 'zod';

/** The part of JSON Schema (2020-12) that our events and contracts use. */
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

/** The JSON schema of a zod schema. @throws TypeError for a schema that is not zod's. */
export const jsonSchemaOf = (schema: Schema<unknown>): JsonSchema => {
  if (!(schema instanceof z.ZodType)) throw new TypeError('the schema is not made with zod');
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
};

/** `{ erased: true }`, which replaces every personal value once its key is destroyed. */
export const isErasedSchema = ({ properties }: JsonSchema): boolean =>
  properties?.['erased']?.const === true;

/** The alternatives of a union without "erased"; empty if the schema is not a union. */
export const optionsOf = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] =>
  (anyOf ?? oneOf ?? []).filter((option) => !isErasedSchema(option));
