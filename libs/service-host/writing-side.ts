import {
  type Clock,
  Decisions,
  EventCodecs,
  type EventStore,
  type Instant,
  type ProcessCommand,
} from '@talentloop/event-sourcing';
import type { RunnerLog } from '@talentloop/log-following';
import {
  InstallationSecrets,
  type KeyEncryptionKeys,
  KeyRing,
  type KeyStore,
} from '@talentloop/privacy';
import { type Execute, FollowUps } from '@talentloop/processes';
import type { AnyDecider, Service } from './service';

export interface WritingSideOptions {
  readonly service: Service;
  readonly store: EventStore;
  readonly keyStore: KeyStore;
  readonly keyEncryptionKeys: KeyEncryptionKeys;
  readonly clock: Clock;
  readonly log?: RunnerLog;
}

/** One service's writing side: its log, its keys, and the deciders that judge its commands. */
export class WritingSide {
  readonly codecs: EventCodecs;
  readonly decisions: Decisions;
  readonly keyRing: KeyRing;
  readonly secrets: InstallationSecrets;
  /** Second steps that a request takes itself, under the ids of the process that would. */
  readonly followUps: FollowUps;
  private readonly deciders: ReadonlyMap<string, AnyDecider>;

  constructor(readonly options: WritingSideOptions) {
    const { service, store, keyStore, keyEncryptionKeys, clock, log } = options;
    this.keyRing = new KeyRing(keyStore, keyEncryptionKeys);
    this.secrets = new InstallationSecrets(keyStore, keyEncryptionKeys);
    this.codecs = new EventCodecs(service.categories, this.keyRing);
    this.decisions = new Decisions({ store, codecs: this.codecs, clock });
    this.deciders = new Map(service.deciders.map((decider) => [decider.category, decider]));
    this.followUps = new FollowUps(this.execute, log);
  }

  get service(): Service {
    return this.options.service;
  }

  get store(): EventStore {
    return this.options.store;
  }

  /**
   * Forgets whom any process has erased: their keys, and every state that was opened with some key.
   */
  async forgetErased(): Promise<void> {
    const erased = await this.keyRing.forgetDestroyed();
    if (erased.length > 0) this.decisions.forget();
  }

  /** Whether a person was erased then or later; what such a person had sealed opens no more. */
  async erasedSince(since: Instant): Promise<boolean> {
    await this.forgetErased();
    return (await this.options.keyStore.tombstones(since)).length > 0;
  }

  /** Gives a process's command to the decider of its category. */
  readonly execute: Execute = ({ category, id, command }: ProcessCommand, context) => {
    const decider = this.deciders.get(category);
    if (!decider) throw new Error(`${this.service.name} has no decider for ${category}`);
    return this.decisions.execute(decider, id, command, context);
  };
}
