import { type PersonaClaims, personas, type Role } from '@talentloop/access';
import { serviceEntries } from '@talentloop/service-catalogue';
import Mustache from 'mustache';
import { pageTemplate, script, sections, style } from './static-files';

/** What the page says of this process. */
export interface About {
  /** Of this process, in the order in which they are shown. */
  readonly services: readonly string[];
  /** Other services of the installation, and where they are. */
  readonly others: readonly { readonly name: string; readonly url: string }[];
  /** Whether the development issuer and clock are there. */
  readonly development: boolean;
}

const words = (name: string): string => name.replaceAll('-', ' ');

/** What each service has to look at, in the order in which it is offered. */
const LISTS = serviceEntries
  .flatMap(({ name: service, resources }) =>
    resources.flatMap(({ path: category, list }) => (list ? { service, category, ...list } : [])),
  )
  .sort((a, b) => a.order - b.order);

/** The colour that marks each service, by its name. */
const TONES = Object.fromEntries(serviceEntries.map(({ name, tone }) => [name, tone]));

/** What each role is there for, in a few words. */
const DOES: Readonly<Record<Role, string>> = {
  caseworker: 'works cases, screens people',
  supervisor: 'also assigns, approves, activates',
  'housing-officer': 'homes, whatever the centre',
  portal: 'speaks for the people it registered',
  talent: 'sees only themselves: ask with talentId',
  auditor: 'reads everything, writes nothing',
  'privacy-officer': 'erasure and access requests',
  operator: 'read models, parked messages',
};

const people = Object.entries<PersonaClaims>(personas).map(([name, { roles, centre }]) => ({
  name,
  centre,
  does: roles.map((role) => DOES[role]).join(', '),
}));

/** A slash is as it is in an address: only Mustache takes it for a danger. */
const escape = (text: string): string => Mustache.escape(text).replaceAll('&#x2F;', '/');

/** The page, whole: no file beside it, so it works wherever the process does. */
export const pageOf = ({ services, others, development }: About): string =>
  Mustache.render(
    pageTemplate,
    {
      services: services.map((name) => ({ name, words: words(name) })),
      others: others.map(({ name, url }) => ({ url, words: words(name) })),
      mode: development ? 'development: tokens and clock built in' : 'production',
      lists: LISTS.filter(({ service }) => services.includes(service)),
      tones: JSON.stringify(TONES),
      people,
      development,
      style,
      script,
    },
    { ...sections },
    { escape },
  );
