import { z } from 'zod';

/** What every contract carries: whose it is, so that consumers can scope it. */
export const scope = { client: z.string().optional(), centre: z.string() };

export const housingKind = z.enum(['talent-residence', 'hotel', 'serviced-apartment']);
