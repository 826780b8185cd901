import { fitted } from '../drawing/columns';
import type { Ink } from '../drawing/ink';
import type { Difference, RebuildItem } from './rebuild-answers';

const counted = (count: number, unit: string): string =>
  `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;

const text = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);

/** Every field of a row by its path, both columns of the table and fields of the JSON row. */
const fieldsOf = (value: unknown, path: string): readonly (readonly [string, string])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, it]) =>
        fieldsOf(it, path === '' ? name : `${path}.${name}`),
      )
    : [[path, text(value)]];

const changesOf = ({ live, rebuilt }: Difference): readonly string[] => {
  if (!live) return ['exists only in the rebuilt table'];
  if (!rebuilt) return ['exists only in the live table'];
  const [before, after] = [new Map(fieldsOf(live, '')), new Map(fieldsOf(rebuilt, ''))];
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${path}: ${before.get(path) ?? 'nothing'} → ${after.get(path) ?? 'nothing'}`);
};

/** Draws the rows that differ, each with the live values and the values from the log. */
const drawDifferences = (
  { differences, differing }: RebuildItem,
  ink: Ink,
  columns: number,
): readonly string[] => {
  const rows = differences.flatMap((difference) => {
    const { key, position } = difference;
    const id = position === undefined ? key : `${key}, version at position ${position}`;
    const changes = changesOf(difference).map((change) => fitted(`      ${change}`, columns));
    return [ink.status(`    ${id}`), ...changes];
  });
  const unlisted = differing - differences.length;
  return unlisted > 0 ? [...rows, `    … and ${unlisted.toLocaleString('en')} more`] : rows;
};

/** The result of the comparison in one service, if its rebuild was compared. */
const drawProof = (
  { service, proof }: RebuildItem['services'][number],
  ink: Ink,
): readonly string[] => {
  if (!proof) return [];
  const position = proof.position.toLocaleString('en');
  const rows = `${counted(proof.rows, 'row')} equal at position ${position}`;
  return [ink.quiet(`    ${service}: ${rows}, sha256 ${proof.hash.slice(0, 16)}…`)];
};

/** Draws how one rebuild ended, or that it is held. */
export const drawRebuild = (item: RebuildItem, ink: Ink, columns: number): readonly string[] => {
  const { name, kind, state, done, differing, cause, services } = item;
  const what = kind === 'rollback' ? 'rolled back' : 'switched';
  const reason = cause === undefined ? '' : `: ${cause}`;
  switch (state) {
    case 'switched': {
      const proofs = services.flatMap((each) => drawProof(each, ink));
      return [
        `${ink.good('✓')} ${name} ${what} at position ${done.toLocaleString('en')}`,
        ...proofs,
      ];
    }
    case 'held':
      return [
        `${ink.bad('✗')} ${name} is held: ${counted(differing, 'row')} differ from the log`,
        ...drawDifferences(item, ink, columns),
      ];
    case 'failed':
    case 'cancelled':
      return [`${ink.bad('✗')} ${name} ${state}${reason}; the live rows stay`];
    default:
      return [`${ink.pause('…')} ${name} ${state}, ${counted(done, 'event')} done`];
  }
};
