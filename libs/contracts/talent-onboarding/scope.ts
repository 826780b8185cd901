import { z } from 'zod';

/** What every contract carries: whose it is, so that consumers can scope it. */
export const scope = { client: z.string().optional(), centre: z.string() };

export const need = z.enum(['accommodation', 'schooling', 'childcare', 'banking', 'transport']);
export const housingKind = z.enum(['talent-residence', 'hotel', 'serviced-apartment']);
export const origin = z.enum(['hong-kong', 'mainland', 'overseas']);
export const language = z.enum(['en', 'zh-Hant', 'zh-Hans']);
export const scheme = z.enum([
  'TTPS-A',
  'TTPS-B',
  'TTPS-C',
  'QMAS',
  'GEP',
  'ASMTP',
  'TechTAS',
  'IANG',
  'short-term',
  'none',
]);
