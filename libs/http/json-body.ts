import { isUtf8 } from 'node:buffer';
import { type InputError, type Problem, problem } from './problem';

/** Deeper than any request of ours; a bound keeps a hostile body from exhausting a stack. */
const DEPTH_MAX = 64;
/** Control characters (Unicode category Cc) but tab and line breaks. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

// In a regular expression with `u`, a paired surrogate is one character that is none.
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Why a text is not acceptable anywhere in a request, or undefined. */
export const textFault = (value: string): string | undefined => {
  if (CONTROL.test(value)) return 'must not contain control characters';
  if (LONE_SURROGATE.test(value)) return 'must be well-formed Unicode';
  return undefined;
};

/**
 * Why a name of a field or parameter is not acceptable, or undefined. Names that every object
 * inherits poison prototypes or, like `toString`, slip past class-transformer unseen.
 */
export const nameFault = (name: string): string | undefined =>
  name === 'prototype' || name in Object.prototype ? 'is not an acceptable name' : textFault(name);

const malformed = (detail: string): Problem => problem('malformed-json', { detail });

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Bounds nesting before parsing, by counting brackets outside strings. */
const assertShallow = (bytes: Buffer): void => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > DEPTH_MAX) throw malformed(`nested deeper than ${DEPTH_MAX}`);
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
};

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const inspect = (value: unknown, pointer: string, errors: InputError[]): void => {
  if (value === null) errors.push({ pointer, message: 'must not be null' });
  else if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault) errors.push({ pointer, message: fault });
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) errors.push({ pointer, message: 'must be a finite number' });
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => inspect(item, `${pointer}/${i}`, errors));
  } else if (typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      const fault = nameFault(key);
      if (fault) errors.push({ pointer: `${pointer}/${escaped(key)}`, message: fault });
      else inspect(member, `${pointer}/${escaped(key)}`, errors);
    }
  }
};

const ERRORS_MAX = 50;

/**
 * The object that a JSON body holds; an empty body is `{}`. Refused with 400 are invalid UTF-8,
 * deep nesting, names that poison prototypes, `null`, lone surrogates, control characters and
 * numbers that overflow. Of a name given twice the last counts, as JSON.parse has it.
 */
export const parseJsonBody = (bytes: Buffer): object => {
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw malformed('not valid UTF-8');
  assertShallow(bytes);
  const body = parsed(bytes.toString('utf8'));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw malformed('the body must be an object');
  const errors: InputError[] = [];
  inspect(body, '', errors);
  if (errors.length > 0) throw problem('invalid-input', { errors: errors.slice(0, ERRORS_MAX) });
  return body;
};

const parsed = (text: string): unknown => {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('not valid JSON');
  }
};
