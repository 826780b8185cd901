import { randomUUID } from 'node:crypto';
import type { Caller, Json, Reply } from '@talentloop/testing/journeys';
import type { As, Who } from './world';

/** Ids by name, taken from earlier answers. */
export type Known = Record<string, string>;

interface SentRequest {
  readonly path: string;
  readonly body?: object;
}

/** One command of a journey. */
export interface Step {
  readonly name: string;
  readonly who: Who;
  readonly asks: (known: Known) => SentRequest;
  /** The ids in its answer. */
  readonly learns?: (answer: Json) => Known;
  /** Waits for effects of this command in any service, which the next step may need. */
  readonly leadsTo?: (scene: Scene) => Promise<unknown>;
}

/** The place of a journey, and the ids that are known so far. */
export interface Scene {
  readonly as: As;
  readonly known: Known;
}

/** A finished step: what was sent, under which key, and the answer. */
export interface Taken {
  readonly step: Step;
  readonly asked: SentRequest;
  readonly key: string;
  readonly reply: Reply;
}

/** Sends a step's command. Another implementation may lose the answer and send again. */
export type Send = (
  caller: () => Caller,
  asked: SentRequest,
  key: string,
  step: Step,
) => Promise<Reply>;

const send: Send = (caller, { path, body }, key) => caller().post(path, body, { key });

/**
 * Takes the steps in order. Each step is acknowledged and its effects exist before the next one.
 */
export const take = async (
  scene: Scene,
  steps: readonly Step[],
  how: { readonly send?: Send; readonly before?: (step: Step) => Promise<void> } = {},
): Promise<readonly Taken[]> => {
  const taken: Taken[] = [];
  for (const step of steps) {
    await how.before?.(step);
    const asked = step.asks(scene.known);
    const key = randomUUID();
    const reply = await (how.send ?? send)(() => scene.as(step.who), asked, key, step);
    if (reply.status >= 300)
      throw new Error(`${step.name}: ${reply.status} ${JSON.stringify(reply.body)}`);
    Object.assign(scene.known, step.learns?.(reply.body));
    taken.push({ step, asked, key, reply });
    await step.leadsTo?.(scene);
  }
  return taken;
};

/** The steps up to and including the one with that name. */
export const upTo = (steps: readonly Step[], name: string): readonly Step[] => {
  const at = steps.findIndex((step) => step.name === name);
  if (at < 0) throw new Error(`no step ${name}`);
  return steps.slice(0, at + 1);
};

/** The steps after the one with that name. */
export const after = (steps: readonly Step[], name: string): readonly Step[] =>
  steps.slice(upTo(steps, name).length);
