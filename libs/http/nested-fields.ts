import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { each, type FieldOptions, LIST_MAX, Text, Whole } from './fields';

/** An object with fields of its own. */
export const Nested = (
  type: () => new () => object,
  options: FieldOptions = {},
): PropertyDecorator => {
  const { min = 0, max = LIST_MAX } = typeof options.list === 'object' ? options.list : {};
  const documented = {
    // The generator calls a function that bears this name; any other it takes for a class.
    type: (): new () => object => type(),
    isArray: options.list !== undefined,
    required: options.optional !== true,
    ...(options.description !== undefined && { description: options.description }),
  };
  return applyDecorators(
    ApiProperty(documented),
    ...(options.optional ? [IsOptional()] : []),
    ...(options.list ? [IsArray(), ArrayMinSize(min), ArrayMaxSize(max)] : []),
    IsRecord(each(options)),
    ValidateNested(each(options)),
    Type(type),
  );
};

/** Without it, class-validator lets a list through where an object belongs. */
const IsRecord = (many: { each: boolean }): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isRecord',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => 'must be an object',
      },
    },
    many,
  );

/** An amount in minor units of an ISO 4217 currency. */
export class Money {
  @Whole() readonly amount!: number;
  @Text({ max: 3, pattern: /^[A-Z]{3}$/ }) readonly currency!: string;
}

/** What every list is asked with. */
export class ListQuery {
  @Whole({ min: 1, max: 200, optional: true }) readonly limit?: number;
  @Text({ optional: true, max: 1_000 }) readonly cursor?: string;
}
