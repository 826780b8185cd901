import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import { languages } from '@talentloop/locale';
import { housingKinds, needs, relations } from '../domain/values/details';
import { day, instant, origin, scheme } from './schemas';

export const scopeFields = { centre: z.string(), client: z.string().exactOptional() };
export const touchFields = { draftUntil: instant.exactOptional() };

export const accommodation = z.object({
  kind: z.enum(housingKinds),
  from: day,
  to: day,
  guests: z.int(),
});

const member = z.object({
  memberId: z.string(),
  relation: personal(z.enum(relations)),
  name: personal(z.string()),
  birthDate: personal(day),
});

const name = z.object({ full: z.string(), native: z.string().exactOptional() });

export const detailFields = {
  name: personal(name),
  birthDate: personal(day),
  nationality: z.string(),
  origin,
  email: personal(z.string()),
  phone: personal(z.string()).exactOptional(),
  preferredLanguage: z.enum(languages),
  scheme: scheme.exactOptional(),
  sponsorId: z.string().exactOptional(),
  household: z.array(member),
  needs: z.array(z.enum(needs)),
  accommodation: accommodation.exactOptional(),
};

/** Any part of the details; what is absent was not told. */
export const changes = z.object({
  name: detailFields.name.exactOptional(),
  birthDate: detailFields.birthDate.exactOptional(),
  nationality: z.string().exactOptional(),
  origin: origin.exactOptional(),
  email: detailFields.email.exactOptional(),
  phone: detailFields.phone,
  preferredLanguage: detailFields.preferredLanguage.exactOptional(),
  scheme: detailFields.scheme,
  sponsorId: detailFields.sponsorId,
  household: detailFields.household.exactOptional(),
  needs: detailFields.needs.exactOptional(),
  accommodation: detailFields.accommodation,
});

export const checklist = z.array(z.object({ item: z.string(), why: z.string() }));
