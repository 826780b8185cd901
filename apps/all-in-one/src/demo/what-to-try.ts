/** What a newcomer may paste. Everything in it exists in the installation that prints it. */
export interface Sights {
  readonly url: string;
  /** A case with pauses, decisions and reasons, such as `SC-LOOP-2026-000001`. */
  readonly caseNumber?: string;
  /** The journey to which the case belongs. */
  readonly correlationId?: string;
  /** The nights for which to ask the occupancy. */
  readonly week?: { readonly from: string; readonly to: string };
}

const heading = (title: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `  ${(index === 0 ? title : '').padEnd(6)}${line}`.trimEnd());

const TOKEN = (url: string): string =>
  `TOKEN=$(curl -s ${url}/dev/token -H 'content-type: application/json' ` +
  `-d '{"persona":"auditor"}' | cut -d '"' -f 4)`;

const curl = (address: string): string => `curl -s "${address}" -H "authorization: Bearer $TOKEN"`;

const curls = ({ url, caseNumber, correlationId, week }: Sights): readonly string[] => [
  TOKEN(url),
  curl(caseNumber === undefined ? `${url}/worklist?limit=3` : `${url}/cases/${caseNumber}`),
  ...(correlationId === undefined ? [] : [curl(`${url}/audit/correlations/${correlationId}`)]),
  ...(week ? [curl(`${url}/occupancy?from=${week.from}&to=${week.to}`)] : []),
];

const commands = ({ caseNumber }: Sights): readonly string[] => [
  ...(caseNumber === undefined ? [] : [`npm run talentloop -- audit replay ${caseNumber}`]),
  'npm run demo     run one journey and print each step',
  'npm run reset    delete everything and start over (stop TalentLoop first)',
];

/** The text that is printed when everything is ready. */
export const whatToTry = (sights: Sights): string => {
  const { url } = sights;
  return [
    '',
    ...heading('Open', [
      `${url}        status, tokens to copy, records and their history`,
      `${url}/docs   every request, ready to send from the browser`,
    ]),
    '',
    ...heading('Try', [...curls(sights), '', ...commands(sights)]),
    '',
  ].join('\n');
};
