import { type ReadModelItem, readModelsAnswer } from '../audit/answers';
import { padded, widthOf } from '../drawing/columns';
import { type Ink, inkOf } from '../drawing/ink';
import { lengthOf } from '../drawing/moments';
import { Installation } from '../installation';
import { type ExitCode, FINDING, FINE, type Surroundings } from '../surroundings';

const HEADINGS = ['service', 'read model', 'version', 'position', 'behind', 'state', 'events/s'];
/** The columns that contain numbers, which are aligned right. */
const NUMBERS = new Set([2, 3, 4, 6]);

const cellsOf = (item: ReadModelItem): readonly string[] => [
  item.service,
  item.name,
  String(item.version),
  item.position.toLocaleString('en'),
  item.lag.toLocaleString('en'),
  item.eta === undefined ? item.state : `${item.state}, ${lengthOf(item.eta * 1_000)} left`,
  Math.round(item.eventsPerSecond).toLocaleString('en'),
];

/** The table of read models. For a stopped one it says where and why. */
const drawReadModels = (items: readonly ReadModelItem[], ink: Ink): readonly string[] => {
  const rows = [HEADINGS, ...items.map(cellsOf)];
  const widths = HEADINGS.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        return NUMBERS.has(i) ? cell.padStart(width) : padded(cell, width);
      })
      .join('  ')
      .trimEnd();
  const rowLines = items.flatMap((item) => {
    const paint = item.state === 'stopped' ? ink.bad : item.state === 'live' ? plain : ink.pause;
    const cause = item.cause === undefined ? '' : `: ${item.cause}`;
    const why =
      item.state === 'stopped' ? [ink.bad(`  stopped at position ${item.stoppedAt}${cause}`)] : [];
    return [paint(line(cellsOf(item))), ...why];
  });
  return [ink.title(line(HEADINGS)), ...rowLines];
};

const plain = (text: string): string => text;

/** Lists the read models of every service. If one has stopped, that is a finding. */
export const readModels = async (
  { write, colour, environment }: Surroundings,
  { json }: { readonly json?: true },
): Promise<ExitCode> => {
  const installation = await Installation.find({ environment });
  const answers = await installation.ask(undefined, '/read-models', readModelsAnswer);
  const items = answers.flatMap((answer) => answer.items);
  if (json) write(`${JSON.stringify({ items }, null, 2)}\n`);
  else write(`${drawReadModels(items, inkOf(colour)).join('\n')}\n`);
  return items.some(({ state }) => state === 'stopped') ? FINDING : FINE;
};
