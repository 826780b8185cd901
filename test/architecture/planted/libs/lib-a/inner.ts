import { two } from '../../apps/two/src/two.module';
import './cycle';
export const inner = two;
