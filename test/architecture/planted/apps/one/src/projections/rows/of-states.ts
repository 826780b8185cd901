import type { Made } from '../../domain/thing/events';
import type { State } from '../../domain/thing/state';
import { other } from '../../domain/other/other';
import { sizes } from '../../domain/values/size';
export const rowOf = (made: Made, state: State) => [made, state, other, sizes];
