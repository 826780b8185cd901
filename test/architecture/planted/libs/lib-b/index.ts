export { inner } from '../lib-a/inner';
import 'kafkajs';
import '@eventstore/db-client';
import { CommandBus } from '@nestjs/cqrs';
export const bus = CommandBus;
