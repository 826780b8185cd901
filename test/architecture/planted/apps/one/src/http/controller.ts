import { drawer } from '@talentloop/shared';
import { inner } from '../../../../libs/lib-a/inner';
import { two } from '../../../two/src/two.module';
export const thing = [drawer, inner, two];
