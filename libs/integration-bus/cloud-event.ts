import type { IntegrationMessage, Scope } from './contract';
import type { BusMessage } from './message-bus';

const CONTENT_TYPE = 'application/json';

/** The message as the bus carries it. The same message always has the same bytes. */
export const toWire = (message: IntegrationMessage): BusMessage => ({
  topic: message.topic,
  key: message.subject,
  headers: {
    'content-type': CONTENT_TYPE,
    ce_specversion: '1.0',
    ce_id: message.id,
    ce_type: message.type,
    ce_source: message.source,
    ce_subject: message.subject,
    ce_time: message.time,
    ce_sequence: message.sequence,
    ce_correlationid: message.correlationId,
    ce_causationid: message.causationId,
    ...(message.client !== undefined && { ce_client: message.client }),
    ce_centre: message.centre,
  },
  value: JSON.stringify(message.data),
});

/** The envelope without its data, or the name of the header that is missing or malformed. */
export const envelopeFrom = ({
  topic,
  headers,
}: BusMessage): Omit<IntegrationMessage, 'data'> | { readonly malformed: string } => {
  const absent = REQUIRED.find((header) => !headers[header]);
  if (absent) return { malformed: `${absent} is missing` };
  const header = (name: string): string => headers[name] ?? '';
  if (header('ce_specversion') !== '1.0') return { malformed: 'ce_specversion is not 1.0' };
  if (!/^[0-9]{16}$/.test(header('ce_sequence'))) {
    return { malformed: 'ce_sequence is not 16 digits' };
  }
  const client = headers['ce_client'];
  return {
    topic,
    id: header('ce_id'),
    type: header('ce_type'),
    source: header('ce_source'),
    subject: header('ce_subject'),
    sequence: header('ce_sequence'),
    time: header('ce_time'),
    correlationId: header('ce_correlationid'),
    causationId: header('ce_causationid'),
    ...(client !== undefined && { client }),
    centre: header('ce_centre'),
  };
};

const REQUIRED = [
  'ce_specversion',
  'ce_id',
  'ce_type',
  'ce_source',
  'ce_subject',
  'ce_time',
  'ce_sequence',
  'ce_correlationid',
  'ce_causationid',
  'ce_centre',
];

/**
 * The name and the version in a type: `talent.registered` and 1 in
 * `talentloop.talent.registered.v1`.
 */
export const nameAndVersion = (type: string): { name: string; version: number } | undefined => {
  const found = /^talentloop\.(.+)\.v([0-9]{1,6})$/.exec(type);
  return found?.[1] ? { name: found[1], version: Number(found[2]) } : undefined;
};

/** A revision in 16 digits, so that it sorts as text. */
export const sequenceOf = (revision: number): string => String(revision).padStart(16, '0');

/** A message with data that the contract's schema has accepted. */
export const withData = (
  envelope: Omit<IntegrationMessage, 'data'>,
  data: Scope,
): IntegrationMessage => ({ ...envelope, data });
