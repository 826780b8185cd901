export interface KeyRow {
  readonly subject: string;
  readonly purpose: string;
  readonly wrapped: Buffer;
  readonly kek_version: number;
}

/** A key; or, if the purpose is null, a subject whose keys were destroyed. */
export type FoundRow = KeyRow | { readonly subject: string; readonly purpose: null };

export interface SecretRow {
  readonly name: string;
  readonly wrapped: Buffer;
  readonly kek_version: number;
}

export interface TombstoneRow {
  readonly subject: string;
  readonly destroyed_at: Date;
}

export type KeySql = ReturnType<typeof keySql>;

const KEY = 'subject, purpose, wrapped, kek_version';
const SECRET = 'name, wrapped, kek_version';

const tablesIn = (s: string): string => `
  create schema if not exists ${s};
  create table if not exists ${s}.data_keys (
    subject text not null,
    purpose text not null,
    wrapped bytea not null,
    kek_version integer not null,
    created_at timestamptz not null default now(),
    primary key (subject, purpose)
  );
  create index if not exists data_keys_kek_version on ${s}.data_keys (kek_version);
  create table if not exists ${s}.tombstones (
    subject text primary key,
    destroyed_at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
  );
  create index if not exists tombstones_destroyed_at on ${s}.tombstones (destroyed_at);
  create table if not exists ${s}.secrets (
    name text primary key,
    wrapped bytea not null,
    kek_version integer not null,
    created_at timestamptz not null default now()
  )`;

/**
 * Change this name whenever the meaning of the function below changes: processes of two releases
 * call their own versions side by side.
 */
const CREATE_KEYS = 'create_keys_v2';

/**
 * Stores the keys that do not exist yet, and returns the stored keys and the tombstones (a subject
 * without a purpose). Processes that create keys share the lock, and a process that destroys keys
 * waits for them, so no key outlives its tombstone. Each statement sees what was committed before
 * it got the lock.
 */
const createKeysIn = (s: string): string => `
  create or replace function ${s}.${CREATE_KEYS}(
    subjects text[], purposes text[], wrapped_keys bytea[], kek_versions integer[])
  returns table (subject text, purpose text, wrapped bytea, kek_version integer)
  language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $function$
  #variable_conflict use_column
  begin
    lock table ${s}.tombstones in share mode;
    insert into ${s}.data_keys (${KEY})
      select * from unnest(subjects, purposes, wrapped_keys, kek_versions) as made(${KEY})
      where not exists (select from ${s}.tombstones t where t.subject = made.subject)
      order by subject, purpose
      on conflict do nothing;
    return query ${found(s, 'subjects', 'purposes')};
  end $function$`;

/** The keys with these names, and the tombstones of their subjects. */
const found = (s: string, subjects: string, purposes: string): string => `
  select k.subject, k.purpose, k.wrapped, k.kek_version
    from unnest(${subjects}, ${purposes}) as asked(subject, purpose)
    cross join lateral (select * from ${s}.data_keys d
      where d.subject = asked.subject and d.purpose = asked.purpose offset 0) as k
  union all
  select t.subject, null, null, null from ${s}.tombstones t where t.subject = any(${subjects})`;

/** Every statement of the key store for one schema. */
export const keySql = (s: string) => ({
  // While a session waits for the lock, its catalogue cache grows old: it still says that nothing
  // exists. PostgreSQL refreshes the cache when the session opens a relation, so this query opens
  // one.
  lockMigration: `select set_config('lock_timeout', '0', true);
    select pg_advisory_xact_lock(hashtextextended('migrate ${s}', 0));
    select count(*) from pg_namespace`,
  migrate: `${tablesIn(s)};${createKeysIn(s)}`,

  find: found(s, '$1::text[]', '$2::text[]'),
  create: `select * from ${s}.${CREATE_KEYS}($1, $2, $3, $4)`,

  insertTombstone: `insert into ${s}.tombstones (subject) values ($1) on conflict do nothing`,
  deleteKeys: `delete from ${s}.data_keys where subject = $1`,
  findTombstone: `select subject, destroyed_at from ${s}.tombstones where subject = $1`,
  tombstonesSince: `select subject, destroyed_at from ${s}.tombstones
    where destroyed_at >= $1::timestamptz order by destroyed_at`,

  keysNotWrappedBy: `select ${KEY} from ${s}.data_keys where kek_version <> $1 limit $2`,
  rewrapKeys: `update ${s}.data_keys k set wrapped = m.wrapped, kek_version = m.kek_version
    from unnest($1::text[], $2::text[], $3::integer[], $4::bytea[], $5::integer[])
      as m(subject, purpose, was, wrapped, kek_version)
    where k.subject = m.subject and k.purpose = m.purpose and k.kek_version = m.was
    returning k.subject`,

  insertSecret: `insert into ${s}.secrets (${SECRET}) values ($1, $2, $3) on conflict do nothing`,
  findSecret: `select ${SECRET} from ${s}.secrets where name = $1`,
  secretsNotWrappedBy: `select ${SECRET} from ${s}.secrets where kek_version <> $1`,
  rewrapSecrets: `update ${s}.secrets k set wrapped = m.wrapped, kek_version = m.kek_version
    from unnest($1::text[], $2::integer[], $3::bytea[], $4::integer[])
      as m(name, was, wrapped, kek_version)
    where k.name = m.name and k.kek_version = m.was
    returning k.name`,
});
