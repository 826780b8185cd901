import type { Position } from '@talentloop/event-sourcing';
import type { AuditedCategory } from '../audited-category';
import type { FindJourney } from '../find-journey';
import type { AuditedLog } from '../history';

/** What a service gives auditors to read. */
export interface AuditedService extends AuditedLog {
  readonly categories: readonly AuditedCategory[];
  readonly findJourney: FindJourney;
  /** Whether the log's positions have no gaps; true by default. */
  readonly gapless?: boolean;
  /** The furthest position that any follower of the log has reached. */
  readonly furthest?: () => Promise<Position>;
}

/** A service in another process, which `/audit/correlations/:id` asks too. */
export interface OtherService {
  readonly name: string;
  readonly url: string;
}

export interface AuditOptions {
  /** The services whose logs this process serves. */
  readonly services: readonly AuditedService[];
  readonly others: readonly OtherService[];
}

/** The services in this process, and the addresses of the others. */
export const AUDIT = Symbol('AUDIT'); // AuditOptions

const isNamed = (value: unknown): value is { name: unknown; url: unknown } =>
  typeof value === 'object' && value !== null && 'name' in value && 'url' in value;

const pairsOf = (text: string): readonly (readonly [unknown, unknown])[] => {
  if (!/^\s*[[{]/.test(text)) {
    return text.split(',').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, Math.max(at, 0)).trim(), part.slice(at + 1).trim()];
    });
  }
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value.filter(isNamed).map(({ name, url }) => [name, url]);
  return Object.entries(value ?? {});
};

/**
 * Reads TALENTLOOP_SERVICES: `name=url` pairs with commas between them, or the same as a JSON
 * object or a list of `{ name, url }`. Leaves out the names in `here`.
 * @throws Error for an invalid name or URL.
 */
export const otherServices = (
  text: string | undefined,
  here: readonly string[],
): readonly OtherService[] => {
  if (text === undefined || text.trim() === '') return [];
  const services = pairsOf(text).map(([name, url]) => {
    if (typeof name !== 'string' || name === '' || typeof url !== 'string' || !URL.canParse(url)) {
      throw new Error('TALENTLOOP_SERVICES must have the form name=url,name=url');
    }
    return { name, url: url.replace(/\/+$/, '') };
  });
  return services.filter(({ name }) => !here.includes(name));
};
