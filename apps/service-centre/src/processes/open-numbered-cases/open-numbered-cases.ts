import { isErased, type Process, type ProcessCommand } from '@talentloop/event-sourcing';
import type { CaseRegisterEvent } from '../../domain/case-register/events';
import type { CaseCommand } from '../../domain/service-case/commands';
import type { CaseOpening } from '../../domain/values/case-opening';

const onCase = (id: string, command: CaseCommand): ProcessCommand => ({
  category: 'case',
  id,
  command,
});

/** What is written on a case as soon as it is open; nothing whose person was erased meanwhile. */
const firstWords = (
  caseId: string,
  { firstMessage, firstTask }: CaseOpening,
): readonly ProcessCommand[] => {
  const commands: ProcessCommand[] = [];
  if (firstMessage && !isErased(firstMessage.text)) {
    const data = { ...firstMessage, text: firstMessage.text };
    commands.push(onCase(caseId, { type: 'SendMessage', data }));
  }
  if (firstTask && !isErased(firstTask.title)) {
    const data = { ...firstTask, title: firstTask.title };
    commands.push(onCase(caseId, { type: 'AddTask', data }));
  }
  return commands;
};

/**
 * A number was issued, so its case is opened: also when whoever asked did not live to do it. Only a
 * refused opening voids the number, never the passing of time. The request itself opens the case
 * under the id of the first command here, so whoever comes second finds it done.
 */
export const openNumberedCases: Process<CaseRegisterEvent> = {
  name: 'open-numbered-cases',
  on: {
    CaseNumberIssued: ({ data: { caseId, number, opening }, stream }) => {
      const { firstMessage: _, firstTask: __, ...about } = opening;
      const open: ProcessCommand = {
        ...onCase(caseId, { type: 'OpenCase', data: { number, opening: about } }),
        otherwise: ({ rejected }) => [
          {
            category: 'caseRegister',
            id: stream.slice(stream.indexOf('-') + 1),
            command: { type: 'VoidCaseNumber', data: { caseId, refusal: rejected } },
          },
        ],
      };
      return [open, ...firstWords(caseId, opening)];
    },
  },
};
