import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { CaseRegisterEvent } from '../domain/case-register/events';
import { channel, freeText, language, priority } from './fields';

const opening = z.object({
  centre: z.string(),
  channel,
  type: z.string(),
  typeVersion: z.int(),
  priority,
  subject: freeText,
  description: freeText.exactOptional(),
  talentId: z.string().exactOptional(),
  client: z.string().exactOptional(),
  openedBy: z.string(),
  firstMessage: z
    .object({ messageId: z.string(), text: freeText, language, template: z.string() })
    .exactOptional(),
  firstTask: z.object({ taskId: z.string(), title: freeText }).exactOptional(),
});

/** A register is nobody's, but each opening in it is sealed under the key of its own talent. */
const sealedForTalent = (path: string) => ({
  path: `opening.${path}`,
  purpose: 'free-text' as const,
  subject: 'opening.talentId',
});

/** How the events of a case register are stored. */
export const caseRegisterCodec: CategoryDefinition<CaseRegisterEvent> = {
  category: 'caseRegister',
  events: {
    CaseNumberIssued: firstVersion(
      'CaseNumberIssued',
      z.object({
        caseId: z.string(),
        year: z.int(),
        sequence: z.int().min(1),
        number: z.string(),
        opening,
      }),
      ...['subject', 'description', 'firstMessage.text', 'firstTask.title'].map(sealedForTalent),
    ),
    CaseNumberVoided: firstVersion(
      'CaseNumberVoided',
      z.object({ caseId: z.string(), number: z.string(), refusal: z.string() }),
    ),
  },
};
