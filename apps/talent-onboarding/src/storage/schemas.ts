import { z } from 'zod';
import { origins } from '../domain/values/origins';
import { schemeCodes } from '../domain/values/schemes';

export const day = z.iso.date();
export const instant = z.iso.datetime({ precision: 3 });
export const origin = z.enum(origins);
export const scheme = z.enum(schemeCodes);
