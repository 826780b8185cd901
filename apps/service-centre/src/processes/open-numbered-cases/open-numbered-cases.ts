import {
  from,
  give,
  isErased,
  partsOf,
  process,
  type ProcessCommand,
} from '@talentloop/event-sourcing';
import { caseRegister } from '../../domain/case-register/case-register';
import { serviceCase } from '../../domain/service-case/service-case';
import type { CaseOpening } from '../../domain/values/case-opening';

/** What is written on a case as soon as it is open; nothing whose person was erased meanwhile. */
const firstWords = (
  caseId: string,
  { firstMessage, firstTask }: CaseOpening,
): readonly ProcessCommand[] => {
  const commands: ProcessCommand[] = [];
  if (firstMessage && !isErased(firstMessage.text)) {
    const data = { ...firstMessage, text: firstMessage.text };
    commands.push(give(serviceCase, caseId, { type: 'SendMessage', data }));
  }
  if (firstTask && !isErased(firstTask.title)) {
    const data = { ...firstTask, title: firstTask.title };
    commands.push(give(serviceCase, caseId, { type: 'AddTask', data }));
  }
  return commands;
};

/**
 * A number was issued, so its case is opened: also when whoever asked did not live to do it. Only a
 * refused opening voids the number, never the passing of time. The request itself opens the case
 * under the id of the first command here, so whoever comes second finds it done.
 */
export const openNumberedCases = process('open-numbered-cases', [
  from(caseRegister, {
    CaseNumberIssued: ({ data: { caseId, number, opening }, stream }) => {
      const { firstMessage: _, firstTask: __, ...about } = opening;
      const open = { type: 'OpenCase', data: { number, opening: about } } as const;
      return [
        give(serviceCase, caseId, open, ({ rejected: refusal }) => [
          give(caseRegister, partsOf(stream).id, {
            type: 'VoidCaseNumber',
            data: { caseId, refusal },
          }),
        ]),
        ...firstWords(caseId, opening),
      ];
    },
  }),
]);
