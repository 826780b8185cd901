import { sponsorCodecs } from './sponsor-codecs';
import { talentCodecs } from './talent-codecs';

/** Every category of this service's log. */
export const codecs = [talentCodecs, sponsorCodecs] as const;
