import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';

/** Said of every field: one decorator validates it and documents it. */
export interface FieldOptions {
  readonly optional?: true;
  /** A list of such values. */
  readonly list?: true | { readonly min?: number; readonly max?: number };
  readonly description?: string;
}

type Schema = Readonly<Record<string, unknown>>;

/** Items of a list, where a field does not say. */
export const LIST_MAX = 100;

const field = (
  { optional, list, description }: FieldOptions,
  schema: Schema,
  ...checks: readonly PropertyDecorator[]
): PropertyDecorator => {
  const { min = 0, max = LIST_MAX } = typeof list === 'object' ? list : {};
  const shape = list ? { type: 'array', items: schema, minItems: min, maxItems: max } : schema;
  const documented = {
    ...shape,
    required: optional !== true,
    ...(description !== undefined && { description }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ApiProperty(documented),
    ...(optional ? [IsOptional()] : []),
    ...(list ? [IsArray(), ArrayMinSize(min), ArrayMaxSize(max)] : []),
    ...checks,
  );
};

/** Whether the checks look at each item of a list. */
export const each = ({ list }: FieldOptions): { each: boolean } => ({ each: list !== undefined });

const TEXT_MAX = 10_000;

/** Free text of 1 to 10,000 characters; control characters were refused with the body. */
export const Text = ({
  max = TEXT_MAX,
  pattern,
  ...options
}: FieldOptions & { readonly max?: number; readonly pattern?: RegExp } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', minLength: 1, maxLength: max, ...(pattern && { pattern: pattern.source }) },
    IsString(each(options)),
    Length(1, max, each(options)),
    ...(pattern ? [Matches(pattern, each(options))] : []),
  );

/** One of the values, or a list of different ones. */
export const Choice = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', enum: values },
    IsIn(values, each(options)),
    ...(options.list ? [ArrayUnique()] : []),
  );

/** The id of a resource. */
export const Id = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'string', format: 'uuid' }, IsUUID('loose', each(options)));

/** A whole number. */
export const Whole = ({
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  ...options
}: FieldOptions & { readonly min?: number; readonly max?: number } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'integer', minimum: min, maximum: max },
    IsInt(each(options)),
    Min(min, each(options)),
    Max(max, each(options)),
  );

/** True or false; `true` and `false` in a query. */
export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'boolean' }, IsBoolean(each(options)));

const isDay = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
};

/** A day that the calendar has, `YYYY-MM-DD`. */
export const OnDay = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', format: 'date' },
    ValidateBy(
      {
        name: 'isDay',
        validator: { validate: isDay, defaultMessage: () => 'must be a day, YYYY-MM-DD' },
      },
      each(options),
    ),
  );

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

/** The instant with milliseconds, or what was given when it is none. */
const normalInstant = (value: unknown): unknown => {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  return typeof value === 'string' && isDay(day) ? new Date(value).toISOString() : value;
};

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && isDay(INSTANT.exec(value)?.[1]);

/** An instant in UTC (RFC 3339 with `Z`); the DTO holds it with milliseconds. */
export const AtInstant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', format: 'date-time' },
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map(normalInstant) : normalInstant(value),
    ),
    ValidateBy(
      {
        name: 'isInstant',
        validator: { validate: isInstant, defaultMessage: () => 'must be an instant in UTC' },
      },
      each(options),
    ),
  );

/** An e-mail address. */
export const Email = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'string', format: 'email' }, IsEmail({}, each(options)));

/** A telephone number in E.164, `+85291234567`. */
export const Phone = (options: FieldOptions = {}): PropertyDecorator =>
  Text({ ...options, max: 16, pattern: /^\+[1-9]\d{6,14}$/ });

/** ISO 3166-1 alpha-2, upper case. */
export const Country = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', pattern: '^[A-Z]{2}$' },
    Matches(/^[A-Z]{2}$/, each(options)),
    IsISO31661Alpha2(each(options)),
  );
