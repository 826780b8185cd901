import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import { departures } from '../domain/values/departure';
import { housingKinds, sides } from '../domain/values/housing';

/** Schemas that several events of this service have in common. */
export const instant = z.iso.datetime({ precision: 3 });
export const day = z.iso.date();
export const days = z.int().min(0);
export const id = z.string().min(1);
export const kind = z.enum(housingKinds);
export const side = z.enum(sides);
export const money = z.object({ amount: z.int(), currency: z.string() });
export const period = { from: day, to: day };
export const departure = z.enum(departures);
export const freeText = personal(z.string());
export const freeTexts = personal(z.array(z.string()).readonly());
