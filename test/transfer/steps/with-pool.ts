import { Pool } from 'pg';

/** A pool that exists for the length of the work. */
export const withPool = async <T>(
  { connectionString }: { readonly connectionString: string },
  work: (pool: Pool) => Promise<T>,
): Promise<T> => {
  const pool = new Pool({ connectionString });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};
