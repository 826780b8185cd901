import { z } from 'zod';
export const event = z;
