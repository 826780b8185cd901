import type { CodeRule } from './code-rule';
import { expressions } from './expressions';
import { loops } from './loops';
import { sizes } from './sizes';
import { time } from './time';

export { type CodeRule, type ParsedFile, parsed } from './code-rule';

/** A new rule needs its entry here, a text that breaks it, and one that comes close. */
export const codeRules: readonly CodeRule[] = [...sizes, ...expressions, ...loops, ...time];
