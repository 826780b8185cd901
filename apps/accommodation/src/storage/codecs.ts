export { knownTalentCodec } from './codecs-of-known-talents';
export { requestCodec } from './codecs-of-requests';
export { propertyCodec, unitCodec } from './codecs-of-units';
