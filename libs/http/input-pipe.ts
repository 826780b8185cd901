import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { nameFault, textFault } from './json-body';
import { type InputError, invalidInput } from './problem';

type Dto = new () => object;

const isDto = (type: unknown): type is Dto =>
  typeof type === 'function' && ![Object, String, Number, Boolean, Array].some((t) => t === type);

const errorsOf = (errors: readonly ValidationError[], path: string): readonly InputError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${path}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.values(constraints).map((message) => ({ pointer, message }));
    return [...own, ...errorsOf(children, pointer)];
  });

const asDeclared = (type: Dto, name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const declared: unknown = Reflect.getMetadata('design:type', type.prototype as object, name);
  if (declared === Number && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (declared === Boolean && /^(true|false)$/.test(value)) return value === 'true';
  if (declared === Array) return value === '' ? [] : value.split(',');
  return value;
};

/** Query strings arrive as text; they become what the DTO declares, and nothing else is guessed. */
const fromQuery = (type: Dto, query: object): object => {
  const faults = Object.entries(query).flatMap(([name, value]): InputError[] => {
    const texts = [value].flat().map((text) => textFault(String(text)));
    const message = nameFault(name) ?? texts.find((fault) => fault !== undefined);
    return message === undefined ? [] : [{ pointer: `/${name}`, message }];
  });
  if (faults.length > 0) throw invalidInput(...faults);
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, asDeclared(type, name, value)]),
  );
};

/** Class fields that were not given are own properties, `undefined`: absent is what was meant. */
const withoutAbsent = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) Reflect.deleteProperty(value, name);
    else withoutAbsent(member);
  }
};

/**
 * Turns a body or a query into its DTO, once, or answers 400 with a pointer to everything wrong.
 * Unknown fields are refused; bodies are never converted.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || !isDto(metatype)) return value;
    const given = typeof value === 'object' && value !== null ? value : {};
    const plain = type === 'query' ? fromQuery(metatype, given) : given;
    const dto = plainToInstance(metatype, plain);
    const errors = validateSync(dto, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
    });
    if (errors.length > 0) throw invalidInput(...errorsOf(errors, ''));
    withoutAbsent(dto);
    return dto;
  }
}
