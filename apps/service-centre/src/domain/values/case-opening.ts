import type { Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';

/** How a case reached the centre. */
export const channels = ['portal', 'counter', 'phone', 'e-mail', 'kiosk'] as const;
export type Channel = (typeof channels)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** The message that the talent receives first on a case that some news has opened. */
interface FirstMessage {
  readonly messageId: string;
  readonly text: Personal<string>;
  readonly language: Language;
  readonly template: string;
}

interface FirstTask {
  readonly taskId: string;
  readonly title: Personal<string>;
}

/**
 * All that is needed to open the case once its number is issued. The event CaseNumberIssued stores
 * it, so names and shapes are the storage format.
 */
export interface CaseOpening {
  readonly centre: string;
  readonly channel: Channel;
  readonly type: string;
  readonly typeVersion: number;
  readonly priority: Priority;
  readonly subject: Personal<string>;
  readonly description?: Personal<string>;
  readonly talentId?: string;
  readonly client?: string;
  /** Who asked for it; the case names them even when a process completes the opening. */
  readonly openedBy: string;
  readonly firstMessage?: FirstMessage;
  readonly firstTask?: FirstTask;
}
