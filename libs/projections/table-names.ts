/** One set of a read model's tables, and the checkpoint that says how far it has come. */
export interface TableSet {
  readonly table: string;
  /** Of a temporal read model; else there is no such table. */
  readonly versions: string;
  readonly checkpoint: string;
}

/** The name of a read model's checkpoint. */
export const readModelCheckpoint = (readModelName: string): string => `read-model:${readModelName}`;

const setOf = (table: string, checkpoint: string): TableSet => ({
  table,
  checkpoint,
  versions: `${table}_versions`,
});

/** What queries read. */
export const liveTables = (name: string): TableSet => setOf(name, readModelCheckpoint(name));

/** What a rebuild makes beside them. The job is in the checkpoint's name, so jobs cannot mix. */
export const rebuiltTables = (name: string, jobId: string): TableSet =>
  setOf(`${name}_rebuilt`, `${REBUILD}${name}:${jobId}`);

/** What was live before the last switch. */
export const previousTables = (name: string): TableSet =>
  setOf(`${name}_previous`, `previous:${name}`);

/** For the moment in which two sets change places. */
export const outgoingTables = (name: string): TableSet =>
  setOf(`${name}_outgoing`, `outgoing:${name}`);

const REBUILD = 'rebuild:';

/** The tables that a checkpoint is about; undefined of a follower that keeps none. */
export const tablesOfCheckpoint = (checkpoint: string): TableSet | undefined => {
  const [kind = '', name = '', jobId = ''] = checkpoint.split(':');
  const sets = [liveTables, previousTables, outgoingTables].map((of) => of(name));
  const rebuilt = kind === 'rebuild' ? [rebuiltTables(name, jobId)] : [];
  return [...sets, ...rebuilt].find((set) => set.checkpoint === checkpoint);
};

/** What the checkpoints of all rebuilds begin with, or of those of one read model. */
export const rebuildCheckpoints = (name?: string): string =>
  name === undefined ? REBUILD : `${REBUILD}${name}:`;

/** What the name of a rebuild's checkpoint says. */
export const rebuildOf = (checkpoint: string): { name: string; jobId: string } => {
  const [, name = '', jobId = ''] = checkpoint.split(':');
  return { name, jobId };
};

/**
 * How the tables of a read model are called; this file is the only place that knows. Whoever purges
 * a person goes through all of them.
 */
export const tableNames = (name: string): { live: string; versions: string } => {
  const { table, versions } = liveTables(name);
  return { live: table, versions };
};
