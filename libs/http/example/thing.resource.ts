import type { Rule } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import { adds, defineResource, does, elsewhere, handled, type ResourceCommands } from '../index';
import { thingExemplars } from './exemplars';
import { problems } from './problems';
import { isAdded, thing } from './thing';
import { RemarkRequest, RenameRequest, ThingView } from './thing.dto';

const worker: Rule = { caseworker: 'centre' };
const supervisor: Rule = { supervisor: 'centre' };
const anyOfUs: Rule = { ...worker, 'housing-officer': 'any' };

/** The id of the thing with this serial, wherever and by whomever it is added. */
export const idOfSerial = (serial: string): string => derivedId('thing', serial);

/** Things over HTTP: a new plain command is one line more. */
export const things = defineResource({
  decider: thing,
  exemplars: thingExemplars,
  path: 'things',
  body: ThingView,
  exists: isAdded,
  scopeOf: ({ centre }) => ({ centre }),
  view: ({ status, name, centre, remarks }) => ({ status, name, centre, remarks }),
  read: { ...anyOfUs, auditor: 'any' },
  fieldRights: { remarks: { ...worker, auditor: 'any' } },
  alsoKnownBy: async (text) => (text.startsWith('no-') ? idOfSerial(text.slice(3)) : undefined),
  followed: { internal: ['RemarkMade', 'RemarkSettled'] },
  problems,
  actions: {
    rename: does('RenameThing', anyOfUs, RenameRequest, ({ name }) => ({ name: name.trim() })),
    scrap: does('ScrapThing', supervisor),
    remarks: adds('MakeRemark', 'remarkId', worker, RemarkRequest),
    'adopt-name': handled('RenameThing', worker),
    copies: elsewhere(supervisor),
  },
  parts: {
    remarks: { id: 'remarkId', actions: { settle: does('SettleRemark', worker) } },
  },
});

/** Things as controllers use them: `@InjectResource(things) things: Things`. */
export type Things = ResourceCommands<typeof things>;
