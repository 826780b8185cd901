import 'reflect-metadata';
import { runService } from '@talentloop/service-host';
import { ServiceCentreModule } from './service-centre.module';

void runService(ServiceCentreModule, 'api');
