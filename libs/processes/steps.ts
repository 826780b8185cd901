import {
  type Actor,
  derivedId,
  type Process,
  type ProcessCommand,
  type RecordedEvent,
} from '@talentloop/event-sourcing';
import type { EffectContext } from './carry-out';

/** A command that follows from an event, and the id and journey under which it is given. */
export interface Step {
  readonly command: ProcessCommand;
  readonly context: EffectContext;
}

/** A process or a deadline that acts by itself. */
export const systemActor = (name: string): Actor => ({ id: `process:${name}`, roles: ['system'] });

/**
 * What a process does after an event. Only this function knows under which ids: whoever performs a
 * step, the runner or a request that does not wait for the runner, performs it under the same id,
 * so the other one finds it done.
 */
export const stepsAfter = (
  process: Process,
  event: RecordedEvent,
  actor = systemActor(process.name),
): readonly Step[] => {
  const react = process.reactionTo(event);
  return (react?.(event) ?? []).map((command, index) => ({
    command,
    context: {
      commandId: derivedId(event.id, process.name, index),
      causationId: event.id,
      correlationId: event.meta.correlationId,
      actor,
    },
  }));
};
