import { Choice, Id, ListQuery, Text } from '@talentloop/http';
import { centres } from '../../domain/values/centres';
import { talentStatuses } from '../../domain/talent/state';

export class TalentsQuery extends ListQuery {
  @Choice(talentStatuses, { optional: true }) readonly status?: string;
  @Text({ optional: true, max: 200, description: 'Part of a name, in any script.' })
  readonly q?: string;
  @Choice(centres, { optional: true }) readonly centre?: string;
  @Text({ optional: true, max: 200 }) readonly reference?: string;
  @Id({ optional: true, list: { max: 200 }, description: 'Separated by commas.' })
  readonly ids?: string[];
}
