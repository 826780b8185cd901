interface ClosureFacts {
  readonly unit: string;
  readonly taken: readonly [day: number, time: string];
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly returned?: readonly [day: number, time: string];
}

/** Days on which a unit is out of service, and the reasons. */
export const closures: readonly ClosureFacts[] = [
  {
    unit: 'Reed House 3A',
    taken: [11, '14:30'],
    from: 11,
    to: 35,
    reason: 'New floor after a leak.',
    returned: [35, '10:30'],
  },
  {
    unit: 'Mudflat 503',
    taken: [37, '10:45'],
    from: 60,
    to: 63,
    reason: 'Fire alarms are tested on this floor.',
  },
  { unit: 'Reed House 4B', taken: [109, '14:30'], from: 110, to: 160, reason: 'Repainting.' },
];
