import type { Position } from '@talentloop/event-sourcing';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { invalidInput } from '../problem';

/** Where a page ended: the values that order its last row, that row's key, and as of when. */
export interface Place {
  readonly after: readonly (string | number)[];
  readonly key: string;
  readonly position?: Position;
}

/**
 * Cursors that nobody else can make: a place, and a message authentication code over it and the
 * question. A cursor of another list, question or caller is refused, so its values can be trusted.
 */
export class Cursors {
  constructor(private readonly secret: KeyObject) {}

  seal(place: Place, question: string): string {
    const text = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${text}.${this.mac(text, question).toString('base64url')}`;
  }

  /** @throws Problem 400 for a cursor that was not made for this question. */
  open(cursor: string, question: string): Place {
    const [text = '', mac = ''] = cursor.split('.');
    const given = Buffer.from(mac, 'base64url');
    const expected = this.mac(text, question);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw invalidInput({ pointer: '/cursor', message: 'is not a cursor of this list' });
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Place;
  }

  private mac(text: string, question: string): Buffer {
    const mac = createHmac('sha256', this.secret).update('cursor\0');
    return mac.update(question).update('\0').update(text).digest().subarray(0, 16);
  }
}
