import { code, page, table } from './markdown';
import { declaredBy } from '../../../apps/reference/src/refusals';
import { problemsOf, services } from '../../../apps/reference/src/services';

const INTRODUCTION = `What a service answers when a command is refused, as \`code\` of an RFC 9457 problem. A refusal is judged
afresh each time; it leaves no trace in the log. What HTTP itself refuses (bad input, no token, a stale
revision …) is in [openapi.json](openapi.json).`;

const rowsOf = (service: string): readonly (readonly string[])[] => {
  const problems = problemsOf(service);
  const refusals = declaredBy(service).flatMap(({ folder, refusals: codes }) =>
    codes.map((refusal) => ({ folder, refusal })),
  );
  const folders = (refusal: string) =>
    refusals.filter((each) => each.refusal === refusal).map(({ folder }) => folder);
  return [...new Set(refusals.map(({ refusal }) => refusal))].map((refusal) => {
    const { status = 409, title } = problems[refusal] ?? {};
    const titles = [title?.en, title?.['zh-Hant'], title?.['zh-Hans']].map((text) => text ?? '');
    return [code(refusal), String(status), ...titles, folders(refusal).join(', ')];
  });
};

export const refusalsPage = (): string =>
  page(
    'Refusals',
    INTRODUCTION,
    ...services.flatMap(({ name }) => [
      `## ${name}`,
      table(['code', 'status', 'en', 'zh-Hant', 'zh-Hans', 'refused by'], rowsOf(name)),
    ]),
  );
