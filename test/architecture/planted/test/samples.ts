import { settings } from '../infra/settings.mjs';

export const samples = [settings];
