import { languages } from '@talentloop/locale';
import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import { channels, priorities } from '../domain/values/case-opening';

/** Schemas that several events of this service have in common. */
export const instant = z.iso.datetime({ precision: 3 });
export const day = z.iso.date();
export const language = z.enum(languages);
export const channel = z.enum(channels);
export const priority = z.enum(priorities);
export const freeText = personal(z.string());
export const written = { by: z.string(), at: instant };
