import { AtInstant, Choice } from '@talentloop/http';
import { type HousingKind, housingKinds } from '../domain/values/housing';

export class WaitingListQuery {
  @Choice(housingKinds, { optional: true }) readonly kind?: HousingKind;
  @AtInstant({ optional: true, description: 'As it was known at that instant.' })
  readonly asOf?: string;
}
