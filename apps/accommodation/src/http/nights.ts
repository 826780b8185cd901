import { invalidInput } from '@talentloop/http';
import { nightsBetween } from '../domain/values/nights';

/** Nights that one question may ask about. */
const NIGHTS_MAX = 400;

interface Nights {
  readonly from: string;
  readonly to: string;
}

/** @throws Problem 400 when there is no night between them. */
export const inOrder = ({ from, to }: Nights): void => {
  if (from >= to) throw invalidInput({ pointer: '/to', message: 'must be after from' });
};

/** @throws Problem 400 when there is no night between them, or more than one question may ask. */
export const asNights = (nights: Nights): Nights => {
  inOrder(nights);
  if (nightsBetween(nights.from, nights.to) > NIGHTS_MAX)
    throw invalidInput({ pointer: '/to', message: `must be at most ${NIGHTS_MAX} nights on` });
  return nights;
};
