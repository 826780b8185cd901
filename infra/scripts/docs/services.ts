import type { Service } from '@talentloop/service-host';
import { accommodation } from '../../../apps/accommodation/src/accommodation.service';
import { serviceCentre } from '../../../apps/service-centre/src/service-centre.service';
import { talentOnboarding } from '../../../apps/talent-onboarding/src/talent-onboarding.service';

/** Every service of the product, as its definition says. */
export const services: readonly Service[] = [talentOnboarding, serviceCentre, accommodation];
