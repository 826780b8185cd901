import type { JourneyRow } from './journeys';

export interface JourneyItem extends JourneyRow {
  readonly service: string;
}

/** An event of a journey, and the events that it caused. */
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
 * Arranges the items of one correlation, from any number of services, as a tree. An event hangs
 * under the event that caused it. An event of a person's command hangs under the first event of its
 * stream. If that stream began in another journey (such as a unit or a register), or if the event
 * is itself the first of its stream, it hangs under the first event of the journey. If a cause is
 * in a service that did not answer, its effects stay at the best place left. Oldest first.
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

/** Only an altered log contains circles. A circle must not hide the events in it. */
const leadsTo = (parents: ReadonlyMap<Growing, Growing>, from: Growing, to: Growing): boolean => {
  let at: Growing | undefined = from;
  while (at && at !== to) at = parents.get(at);
  return at === to;
};

/** The items of a tree as a list, so that they can be merged with those of other services. */
export const itemsOf = (nodes: readonly JourneyNode[]): readonly JourneyItem[] =>
  nodes.flatMap(({ caused, ...item }) => [item, ...itemsOf(caused)]);
