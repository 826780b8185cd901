import 'reflect-metadata';
import { runService } from '@talentloop/service-host';
import { AccommodationModule } from './accommodation.module';

void runService(AccommodationModule, 'api');
