import { AtInstant, Id, Text, Whole } from '@talentloop/http';

/** What properties and units have as every resource has it, for the description of the API only. */
export abstract class HousingHead {
  @Id() readonly id!: string;
  @Text() readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
}
