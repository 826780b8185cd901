import { code, page, table } from './markdown';
import { declaredBy } from '../../../apps/reference/src/refusals';
import { problemsOf, services } from '../../../apps/reference/src/services';

const INTRODUCTION = `The refusals of each service. A refused command gets an RFC 9457 problem
with this \`code\`. A refusal leaves no trace in the log, and the service judges a repeated
request again. Refusals of HTTP itself (bad input, no token, a stale revision …) are in
[openapi.json](openapi.json).`;

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
