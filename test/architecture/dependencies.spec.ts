import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const RULES: { forbidden: { name: string }[] } = require(CONFIG);

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const violationsIn = (folder: string): readonly Violation[] => {
  const bin = path.join(ROOT, 'node_modules/.bin/depcruise');
  const args = ['--config', CONFIG, '--output-type', 'json', 'apps', 'libs', 'test', 'infra'];
  const out = execFileSync(bin, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  return (JSON.parse(out) as { summary: { violations: Violation[] } }).summary.violations;
};

describe('the architecture', () => {
  it('is kept by every import', () => {
    const violations = violationsIn(ROOT).map(
      ({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
    );
    expect(violations).toEqual([]);
  }, 60_000);

  it('has no rule that cannot fail: each is broken by the planted tree', () => {
    const broken = violationsIn(path.join(__dirname, 'planted')).map(({ rule }) => rule.name);
    const rules = RULES.forbidden.map(({ name }) => name);
    expect(rules.filter((name) => !broken.includes(name))).toEqual([]);
  }, 60_000);

  it('lets a read model import deciders, events and values of the domain, and nothing else', () => {
    const violations = violationsIn(path.join(__dirname, 'planted'));
    const ofRows = violations.filter(({ from }) => from.endsWith('projections/rows/of-states.ts'));
    expect(ofRows.map(({ rule, to }) => `${rule.name}: ${to}`)).toEqual([
      'read-models-know-events-only: apps/one/src/domain/thing/state.ts',
    ]);
  }, 60_000);
});
