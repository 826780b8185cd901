import type { KeptClaim, Position, StoredEvent } from '@talentloop/event-sourcing';
import { z } from 'zod';

/** Names the format of the file. A new format gets a new name. */
export const FORMAT = 'talentloop/log/1';

const position = z.int().nonnegative();
const instant = z.iso.datetime({ precision: 3 });
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const anchor = z.strictObject({ position, stream: z.string(), revision: position, hash: digest });

const header = z.strictObject({
  format: z.literal(FORMAT),
  service: z.string(),
  exportedAt: instant,
  /** Whether the positions of this log have no gaps. */
  gapless: z.boolean(),
  /** The event after which the export begins; absent if it begins with the log. */
  after: anchor.exactOptional(),
  /** How far the service's processes and relays had come when the export began, by name. */
  followers: z.record(z.string(), position),
});

const event = z.strictObject({
  position: z.int().positive(),
  committedAt: instant,
  stream: z.string(),
  revision: position,
  id: z.uuid(),
  type: z.string(),
  schemaVersion: position,
  data: z.string(),
  metadata: z.string(),
  previousHash: digest,
  hash: digest,
});

const claim = z.strictObject({
  commandId: z.uuid(),
  digest: z.string(),
  keptAt: instant,
  answer: z
    .strictObject({ status: z.int(), body: z.record(z.string(), z.unknown()) })
    .exactOptional(),
  stream: z.string().exactOptional(),
  revision: position.exactOptional(),
});

const trailer = z.strictObject({
  events: position,
  erased: position,
  claims: position,
  /** The position of the last event; 0 if there is none. */
  last: position,
  /** The digest of every byte before this line. */
  sha256: digest,
});

/** An event by which a log is recognised, whatever its position there is. */
export type Anchor = z.infer<typeof anchor>;
export type Header = z.infer<typeof header>;
export type Trailer = z.infer<typeof trailer>;

/** One line of an export. The file has the kinds in this order. */
export type Line =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** A person whose keys were destroyed. */
  | { readonly kind: 'erased'; readonly subject: string }
  | { readonly kind: 'claim'; readonly claim: KeptClaim }
  | { readonly kind: 'trailer'; readonly trailer: Trailer };

const others = z.union([
  z.strictObject({ erased: z.string() }),
  z.strictObject({ claim }),
  z.strictObject({ end: trailer }),
]);

/** The content of a line; undefined if no export contains such a line. */
export const lineOf = (text: string): Line | undefined => {
  const value = parsed(text);
  // Nearly every line is an event.
  const asEvent = event.safeParse(value);
  if (asEvent.success) return { kind: 'event', event: asEvent.data };
  const asHeader = header.safeParse(value);
  if (asHeader.success) return { kind: 'header', header: asHeader.data };
  const { data: other } = others.safeParse(value);
  if (!other) return undefined;
  if ('erased' in other) return { kind: 'erased', subject: other.erased };
  if ('claim' in other) return { kind: 'claim', claim: other.claim };
  return { kind: 'trailer', trailer: other.end };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const json = (value: object): string => `${JSON.stringify(value)}\n`;

/**
 * The text of each line, with its line feed. `data` and `metadata` are strings: the very text that
 * was hashed.
 */
export const textOf = {
  header: (value: Header): string => json(value),
  event: (value: StoredEvent): string => json(value),
  erased: (subject: string): string => json({ erased: subject }),
  claim: (value: KeptClaim): string => json({ claim: value }),
  trailer: (value: Trailer): string => json({ end: value }),
};

export const anchorOf = ({ position, stream, revision, hash }: StoredEvent): Anchor => ({
  position,
  stream,
  revision,
  hash,
});

/** The position after which an export begins. */
export const beginningOf = ({ after }: Pick<Header, 'after'>): Position => after?.position ?? 0;
