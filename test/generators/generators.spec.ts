import { type Changes, type Ended, type Scratch, scratchCopy } from './scratch';

jest.setTimeout(600_000);

let scratch: Scratch;
beforeAll(() => {
  scratch = scratchCopy();
});
afterAll(() => scratch.remove());

const generate = (...words: readonly string[]): Ended =>
  scratch.run('node', 'infra/scripts/new.mjs', ...words);

/** Written by a script from what people write, so nobody writes it. */
const GENERATED = /^(docs\/reference\/|test\/fixtures\/|nest-cli\.json$|README\.md$)/;
const byHand = (files: readonly string[]): readonly string[] =>
  files.filter((file) => !GENERATED.test(file));

/** What a program said, unless all went well. */
const complaintsOf = ({ code, text }: Ended): string => (code === 0 ? '' : text);

/** Every file that the generators wrote or changed, by hand or not. */
const written: string[] = [];

/** What a generator changed of the files that people write; the next one starts from there. */
const changesBy = (...words: readonly string[]): Changes => {
  const ended = generate(...words);
  expect(complaintsOf(ended)).toBe('');
  expect(ended.text).toContain('Next:');
  const { made, edited } = scratch.changes();
  written.push(...made, ...edited);
  scratch.commit();
  return { made: byHand(made), edited: byHand(edited) };
};

describe('what cannot be made', () => {
  const centre = ['--in', 'service-centre'];
  it.each([
    [['aggregate', 'siteVisit', ...centre], 'siteVisit is not a name in kebab-case'],
    [['aggregate', 'site-visit', '--in', 'nowhere'], 'there is no service nowhere'],
    [['aggregate', 'service-case', ...centre], 'service-centre has a service-case already'],
    [['aggregate', 'sponsor', ...centre], 'talent-onboarding has a resource sponsors already'],
    [['aggregate', 'site-visit'], "required option '--in <service>' not specified"],
    [['read-model', 'worklist', ...centre, '--of', 'service-case'], 'a read model worklist'],
    [['read-model', 'visits', ...centre], 'say whose events visits lists: --of'],
    [['read-model', 'visits', ...centre, '--of', 'visit'], 'has no aggregate visit'],
    [['contract', 'case.opened', ...centre, '--of', 'service-case'], 'is there already'],
    [['contract', 'case-reopened', ...centre], 'is not <what>.<happened>'],
    [['service', 'accommodation'], 'apps/accommodation is there already'],
    [['service', 'community', '--aggregate', 'community'], 'need different names'],
    [['aggregates', 'site-visit'], "unknown command 'aggregates'"],
  ])('%j is told in one line, and nothing is written', (words, why) => {
    const { code, text } = generate(...words);
    expect([code, text]).toEqual([2, expect.stringContaining(why)]);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(scratch.changes()).toEqual({ made: [], edited: [] });
  });
});

describe('what is made', () => {
  const later = '--no-scripts';

  it('costs at most eleven files and three edits, for an aggregate', () => {
    const { made, edited } = changesBy(later, 'aggregate', 'appointment', '--in', 'service-centre');
    expect([made.length <= 11, edited.length <= 3]).toEqual([true, true]);
    expect(made).toContain('apps/service-centre/src/domain/appointment/appointment.ts');
  });

  it('costs three files and two edits, for a read model', () => {
    const words = ['read-model', 'appointments', '--in', 'service-centre'];
    const { made, edited } = changesBy(later, ...words);
    expect([made.length, edited.length]).toEqual([3, 2]);
  });

  it('costs one file and two edits, for a contract', () => {
    const words = ['contract', 'appointment.registered', '--in', 'service-centre'];
    const { made, edited } = changesBy(later, ...words);
    expect([made.length, edited.length]).toEqual([1, 2]);
  });

  it('costs its folders and six edits, for a service; and what follows is generated', () => {
    const { made, edited } = changesBy('service', 'community', '--aggregate', 'meet-up');
    const elsewhere = made.filter((file) => !/^(apps|libs\/contracts)\/community\//.test(file));
    expect([elsewhere, edited.length]).toEqual([[], 6]);
  });

  it.each([
    ['compiles', ['tsc', '--noEmit', '--incremental', 'false', '-p', 'tsconfig.check.json']],
    ['has nothing unused', ['knip']],
  ])('%s', (_, [program = '', ...args]) => {
    expect(complaintsOf(scratch.run(`node_modules/.bin/${program}`, ...args))).toBe('');
  });

  it.each([
    ['is formatted', ['prettier', '--check']],
    ['has nothing that the linter finds', ['oxlint', '--type-aware']],
  ])('%s', (_, [program = '', ...args]) => {
    expect(written.length).toBeGreaterThan(40);
    const files = new Set(written);
    expect(complaintsOf(scratch.run(`node_modules/.bin/${program}`, ...args, ...files))).toBe('');
  });

  it('is in the reference', () => {
    expect(complaintsOf(scratch.run('node', 'infra/scripts/docs.mjs', '--check'))).toBe('');
    const page = scratch.run('git', 'grep', '-l', 'meet-up', '--', 'docs/reference/contracts.md');
    expect(page.code).toBe(0);
  });

  it('passes its specs, those of the architecture, and starts', () => {
    const paths = ['appointment', 'meet-up', 'apps/community', 'test/architecture'];
    const ended = scratch.run('node_modules/.bin/jest', ...paths, '--maxWorkers=2');
    expect(complaintsOf(ended)).toBe('');
    expect(ended.text).toContain('PASS apps/community/test/start.spec.ts');
  });
});
