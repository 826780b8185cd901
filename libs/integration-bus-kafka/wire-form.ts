import type { BusMessage, DeliveredMessage } from '@talentloop/integration-bus';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';

export const toKafka = ({ key, headers, value }: BusMessage): Message => ({
  key,
  value,
  headers: { ...headers },
});

/** A stranger may send any bytes. This replaces what PostgreSQL cannot store as text. */
const text = (bytes: Buffer | string | null | undefined): string =>
  (bytes ?? '').toString().replaceAll('\0', '\uFFFD');

const headersFrom = (headers: IHeaders | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      text(name),
      text(Array.isArray(value) ? value.at(-1) : value),
    ]),
  );

export const fromKafka = (
  topic: string,
  partition: number,
  { key, headers, value, offset }: KafkaMessage,
): DeliveredMessage => ({
  topic,
  partition,
  offset,
  key: text(key),
  headers: headersFrom(headers),
  value: value?.toString() ?? '',
});

/**
 * A character takes three bytes at most, so a portion stays well below what a topic accepts at
 * once.
 */
const CHUNK_CHARACTERS_MAX = 1_048_576;

const charactersOf = ({ key, headers, value }: BusMessage): number => {
  let sum = key.length + value.length;
  for (const name in headers) sum += name.length + (headers[name]?.length ?? 0);
  return sum;
};

/** Divides messages, in order, into portions that fit into one request and one record batch. */
export const chunksOf = function* (
  messages: readonly BusMessage[],
): Generator<readonly BusMessage[]> {
  let chunk: BusMessage[] = [];
  let characters = 0;
  for (const message of messages) {
    const more = charactersOf(message);
    if (chunk.length > 0 && characters + more > CHUNK_CHARACTERS_MAX) {
      yield chunk;
      [chunk, characters] = [[], 0];
    }
    chunk.push(message);
    characters += more;
  }
  if (chunk.length > 0) yield chunk;
};
