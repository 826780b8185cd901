import { Id, Nested, Text, Whole } from '@talentloop/http';

export class MatchView {
  @Id() readonly unitId!: string;
  @Whole({ min: 1 }) readonly rank!: number;
  @Text({ list: true }) readonly reasons!: readonly string[];
}

export class NearMissView {
  @Id() readonly unitId!: string;
  @Text({ list: true }) readonly reasons!: readonly string[];
}

export class MatchesView {
  @Nested(() => MatchView, { list: true }) readonly items!: MatchView[];
  @Nested(() => NearMissView, { list: true }) readonly nearMisses!: NearMissView[];
}
