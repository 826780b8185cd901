import fc from 'fast-check';
import { itemsOf, type JourneyItem, type JourneyNode, journeyTree } from './journey-tree';
import { WORKER } from './spec/permit';

const item = (
  eventId: string,
  stream: string,
  revision: number,
  causationId?: string,
  service = 'office',
): JourneyItem => ({
  eventId,
  stream,
  revision,
  service,
  actor: WORKER,
  type: 'Something',
  correlationId: 'journey-1',
  recordedAt: `2026-03-02T02:00:00.${eventId.padStart(3, '0')}Z`,
  ...(causationId !== undefined && { causationId }),
});

type Shape = Record<string, unknown>;
const shapeOf = (nodes: readonly JourneyNode[]): Shape =>
  Object.fromEntries(nodes.map(({ eventId, caused }) => [`e${eventId}`, shapeOf(caused)]));

it('hangs an effect under its cause, and a command under the first event of its stream', () => {
  const items = [
    item('1', 'talent-1', 0),
    item('2', 'case-1', 0, '1', 'centre'),
    item('3', 'case-1', 1, undefined, 'centre'),
    item('4', 'talent-1', 1, '3'),
    item('5', 'talent-1', 2),
  ];
  const tree = { e1: { e2: { e3: { e4: {} } }, e5: {} } };
  expect(shapeOf(journeyTree(items))).toEqual(tree);
  expect(shapeOf(journeyTree(items.toReversed()))).toEqual(tree);
});

it('is one tree: what was asked of a stream with another beginning hangs under the first', () => {
  const items = [
    item('1', 'talent-1', 0),
    item('2', 'unit-1', 7),
    item('3', 'request-1', 0, '2'),
    item('4', 'case-2', 0),
    item('5', 'case-2', 1),
  ];
  const tree = { e1: { e2: { e3: {} }, e4: { e5: {} } } };
  expect(shapeOf(journeyTree(items))).toEqual(tree);
});

it('leaves effects of what is elsewhere where they can stand', () => {
  const items = [item('2', 'case-1', 0, '1'), item('3', 'case-1', 1), item('4', 'unit-1', 7, '1')];
  expect(shapeOf(journeyTree(items))).toEqual({ e2: { e3: {} }, e4: {} });
});

it('keeps what an altered log ties into a circle', () => {
  const items = [item('1', 'talent-1', 3, '2'), item('2', 'talent-2', 4, '1')];
  expect(itemsOf(journeyTree(items))).toHaveLength(2);
});

it('holds every item once, whatever points at whatever, and merges answers that overlap', () => {
  const id = fc.integer({ min: 0, max: 12 }).map(String);
  const any = fc.record({
    id,
    stream: fc.constantFrom('a-1', 'b-1', 'c-1'),
    revision: fc.nat(3),
    cause: fc.option(id, { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 15 }), (drawn) => {
      const items = drawn.map((each) => item(each.id, each.stream, each.revision, each.cause));
      const merged = itemsOf(journeyTree([...items, ...itemsOf(journeyTree(items))]));
      const ids = merged.map(({ eventId }) => eventId).toSorted();
      expect(ids).toEqual([...new Set(items.map(({ eventId }) => eventId))].toSorted());
    }),
  );
});
