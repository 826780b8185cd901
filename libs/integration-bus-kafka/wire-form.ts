import type { BusMessage, DeliveredMessage } from '@talentloop/integration-bus';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';

export const toKafka = ({ key, headers, value }: BusMessage): Message => ({
  key,
  value,
  headers: { ...headers },
});

/** About what a message takes on the wire. */
export const bytesOf = ({ key, headers, value }: BusMessage): number =>
  Object.entries(headers).reduce(
    (sum, [name, text]) => sum + name.length + Buffer.byteLength(text) + 4,
    Buffer.byteLength(key) + Buffer.byteLength(value) + 20,
  );

/** Strangers may send anything: what PostgreSQL cannot keep as text is replaced. */
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
  ...{ topic, partition, offset, key: text(key), headers: headersFrom(headers) },
  value: value?.toString() ?? '',
});

const CHUNK_BYTES_MAX = 1_048_576;

/** In their order, in portions that fit well into one request and one record batch. */
export const chunksOf = function* (
  messages: readonly BusMessage[],
): Generator<readonly BusMessage[]> {
  let chunk: BusMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const more = bytesOf(message);
    if (chunk.length > 0 && bytes + more > CHUNK_BYTES_MAX) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(message);
    bytes += more;
  }
  if (chunk.length > 0) yield chunk;
};
