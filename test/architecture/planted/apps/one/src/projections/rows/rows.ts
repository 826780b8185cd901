import { thing } from '../../http/controller';
export const rows = thing;
