import type { JourneyRow } from './journeys';

export interface JourneyItem extends JourneyRow {
  readonly service: string;
}

/** An event of a journey and what it led to. */
export interface JourneyNode extends JourneyItem {
  readonly caused: readonly JourneyNode[];
}

interface Growing extends JourneyItem {
  readonly caused: Growing[];
}

const byTime = (a: JourneyItem, b: JourneyItem): number => {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  return a.stream === b.stream ? a.revision - b.revision : 0;
};

/**
 * The items of one correlation, of any number of services, as a tree: an event hangs under the one
 * that caused it, a person's command under the first event of its stream, or under the journey's
 * first where its stream began elsewhere (a unit, a register) or begins with it. What lies elsewhere
 * (in a service that did not answer) leaves its effects where they can stand. Oldest first.
 */
export const journeyTree = (items: readonly JourneyItem[]): readonly JourneyNode[] => {
  const nodes = new Map<string, Growing>();
  for (const item of [...items].sort(byTime)) {
    if (!nodes.has(item.eventId)) nodes.set(item.eventId, { ...item, caused: [] });
  }
  const firsts = new Map<string, Growing>();
  for (const node of nodes.values()) {
    if (node.revision === 0) firsts.set(`${node.service}/${node.stream}`, node);
  }
  const roots: Growing[] = [];
  const parents = new Map<Growing, Growing>();
  const [beginning] = nodes.values();
  for (const node of nodes.values()) {
    const first = firsts.get(`${node.service}/${node.stream}`);
    const asked = first === undefined || first === node ? beginning : first;
    const parent = node.causationId === undefined ? asked : (nodes.get(node.causationId) ?? first);
    if (!parent || parent === node || leadsTo(parents, parent, node)) roots.push(node);
    else parents.set(node, parent);
  }
  for (const [node, parent] of parents) parent.caused.push(node);
  return roots;
};

/** Only an altered log has circles, and it must not hide what is in them. */
const leadsTo = (parents: ReadonlyMap<Growing, Growing>, from: Growing, to: Growing): boolean => {
  let at: Growing | undefined = from;
  while (at && at !== to) at = parents.get(at);
  return at === to;
};

/** The items of a tree again, to be merged with those of other services. */
export const itemsOf = (nodes: readonly JourneyNode[]): readonly JourneyItem[] =>
  nodes.flatMap(({ caused, ...item }) => [item, ...itemsOf(caused)]);
