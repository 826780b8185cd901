import { type Erased, isErased } from '@talentloop/event-sourcing';

/** What is shown where a person was erased; never where something merely cannot be read. */
const ERASED_TEXT = '[erased]';

/** A value as it is shown: ERASED_TEXT stands for everything that was erased, at any depth. */
export type Shown<T> = T extends Erased
  ? typeof ERASED_TEXT
  : T extends readonly (infer Item)[]
    ? readonly Shown<Item>[]
    : T extends object
      ? { readonly [Field in keyof T]: Shown<T[Field]> }
      : T;

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Copies a list or a record only when something inside was erased. */
const replaced = (value: unknown): unknown => {
  if (!isTree(value)) return value;
  if (isErased(value)) return ERASED_TEXT;
  if (Array.isArray(value)) return replacedItems(value);
  let copy: Record<string, unknown> | undefined;
  for (const field of Object.keys(value)) {
    const member = replaced(value[field]);
    if (member === value[field]) continue;
    copy ??= { ...value };
    copy[field] = member;
  }
  return copy ?? value;
};

const replacedItems = (items: readonly unknown[]): readonly unknown[] => {
  let copy: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const member = replaced(item);
    if (member === item) continue;
    copy ??= [...items];
    copy[index] = member;
  }
  return copy ?? items;
};

/** The value as it is shown. It is returned as it is, not copied, when nothing was erased. */
export const showErased = <T>(value: T): Shown<T> => replaced(value) as Shown<T>;
