import { envelopeFrom, nameAndVersion, withData } from './cloud-event';
import type { Contract, IntegrationMessage, Reaction } from './contract';
import { cloudEventType } from './contract';
import type { BusMessage } from './message-bus';

/** Why the consumer parked a message. */
export type ParkCause =
  | 'bad-json'
  | 'unknown-type'
  | 'unknown-version'
  | 'invalid'
  | 'too-large'
  | 'not-found'
  | 'handler-failed';

export interface Poison {
  readonly cause: ParkCause;
  readonly detail: string;
}

export type Judgement =
  | { readonly verdict: 'react'; readonly message: IntegrationMessage; readonly reaction: Reaction }
  /** A contract of the published language that this consumer does not listen to. */
  | { readonly verdict: 'ignore' }
  | { readonly verdict: 'poison'; readonly poison: Poison };

const poison = (cause: ParkCause, detail: string): Judgement => ({
  verdict: 'poison',
  poison: { cause, detail },
});

export interface JudgeOptions {
  readonly reactions: readonly Reaction[];
  /** Every contract of the published language. */
  readonly known: readonly Pick<Contract, 'name' | 'version'>[];
  readonly bytesMax: number;
}

/** Decides what the consumer does with a message. This function is pure. */
export const judgeMessage = (delivered: BusMessage, options: JudgeOptions): Judgement => {
  const bytes = Buffer.byteLength(delivered.value, 'utf8');
  if (bytes > options.bytesMax) {
    return poison('too-large', `${bytes} bytes, at most ${options.bytesMax}`);
  }
  const parsed = parse(delivered.value);
  if ('error' in parsed) return poison('bad-json', parsed.error);
  const type = delivered.headers['ce_type'] ?? '';
  const reaction = options.reactions.find(({ contract }) => cloudEventType(contract) === type);
  if (!reaction) return strange(type, options.known);
  const envelope = envelopeFrom(delivered);
  if ('malformed' in envelope) return poison('invalid', envelope.malformed);
  if (envelope.subject !== delivered.key) return poison('invalid', 'ce_subject is not the key');
  try {
    const data = reaction.contract.schema.parse(parsed.value);
    return { verdict: 'react', message: withData(envelope, data), reaction };
  } catch (error) {
    return poison('invalid', String(error).slice(0, 500));
  }
};

const strange = (type: string, known: JudgeOptions['known']): Judgement => {
  if (known.some((contract) => cloudEventType(contract) === type)) return { verdict: 'ignore' };
  const named = nameAndVersion(type);
  return named && known.some(({ name }) => name === named.name)
    ? poison('unknown-version', type)
    : poison('unknown-type', type || 'ce_type is missing');
};

const parse = (text: string): { value: unknown } | { error: string } => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The parser's error quotes the text, so it is left out here. The parked message holds the
    // text.
    return { error: 'the value is not JSON' };
  }
};
