import { randomUUID } from 'node:crypto';
import { rows } from '../../projections/rows/rows';
export const thing = [randomUUID, rows];
