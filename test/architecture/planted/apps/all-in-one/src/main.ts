import { decider } from '../../two/src/domain/two';
export const main = decider;
