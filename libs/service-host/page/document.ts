import { type PersonaClaims, personas, type Role } from '@talentloop/access';
import { script } from './script';
import { style } from './style';

/** What the page says of this process. */
export interface About {
  /** Of this process, in the order in which they are shown. */
  readonly services: readonly string[];
  /** Other services of the installation, and where they are. */
  readonly others: readonly { readonly name: string; readonly url: string }[];
  /** Whether the development issuer and clock are there. */
  readonly development: boolean;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);
const words = (name: string): string => escaped(name.replaceAll('-', ' '));

/** What each service has to look at, in the order in which it is offered. */
const LISTS = [
  { service: 'service-centre', category: 'cases', title: 'Cases' },
  { service: 'talent-onboarding', category: 'talents', title: 'People' },
  { service: 'accommodation', category: 'accommodation-requests', title: 'Homes' },
];

/** The river that makes the loop, and a place on either bank. */
const loop = `<svg viewBox="0 0 400 240" aria-hidden="true" fill="none" stroke="#fff"
stroke-width="2"><path d="M-20 190C60 190 90 60 180 60s110 120 200 120 60-20 60-20"/>
<path d="M-20 210C70 210 100 84 180 84s104 118 196 118 64-20 64-20"/>
<path d="M-20 168C50 168 80 36 180 36s116 122 204 122 56-20 56-20"/>
<circle cx="180" cy="60" r="7" fill="#fff"/><circle cx="324" cy="168" r="7" fill="#fff"/></svg>`;

const header = ({
  services,
  others,
  development,
}: About): string => `<header><div class="wrap">${loop}
<h1>TalentLoop</h1>
<p>Runs the arrival and the daily life of people who come to work in a park between Hong Kong and
Shenzhen. Everything that happens is an event; every screen can be replayed from them.</p>
<ul class="facts" aria-label="What runs here">${services
  .map((name) => `<li data-service="${escaped(name)}">${words(name)}</li>`)
  .join('')}${others
  .map(({ name, url }) => `<li><a href="${escaped(url)}/">${words(name)} runs here</a></li>`)
  .join('')}<li>${development ? 'development: tokens and clock built in' : 'production'}</li></ul>
</div></header>`;

const link = (href: string, title: string, text: string): string =>
  `<a class="card" href="${href}"><strong>${title}</strong><span>${text}</span></a>`;

const start = `<section aria-labelledby="start"><h2 id="start">The interface</h2>
<p>Documented by the code that serves it; nothing is loaded from elsewhere.</p>
<div class="grid">${[
  link('/docs', 'API explorer', 'Every request, sent from the browser'),
  link('/openapi.json', 'OpenAPI 3.1', 'The same, for generators'),
  link('/health/ready', 'Health', 'Migrated, and caught up once'),
  link('/metrics', 'Metrics', 'For Prometheus'),
].join('')}</div></section>`;

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

const persona = ([name, claims]: [string, PersonaClaims]): string => {
  const { roles, centre } = claims;
  const does = roles.map((role) => DOES[role]).join(', ');
  const where = centre === undefined ? '' : `<br>at ${escaped(centre)}`;
  const called = escaped(name);
  return `<li class="card persona"><div><strong>${called}</strong>
<span>${escaped(does)}${where}</span></div><button type="button" data-persona="${called}"
aria-label="Copy a token of ${called}">Token</button></li>`;
};

const people = `<section aria-labelledby="people"><h2 id="people">Be somebody</h2>
<p>Nothing is open without a token. These people exist here for you to try; each sees and may do
what their role, centre or portal allows.</p>
<ul class="grid">${Object.entries(personas).map(persona).join('')}</ul>
<div class="card token" id="token" hidden><p id="token-said" role="status"></p>
<textarea id="token-text" readonly aria-label="The token"></textarea></div></section>`;

const records = ({ services }: About): string => `<section aria-labelledby="records">
<h2 id="records">Look into the records</h2>
<p>Those with the longest histories. Choose an event to see the record as it was then.</p>
<div class="bar">${LISTS.filter(({ service }) => services.includes(service))
  .map(
    ({ category, title }) =>
      `<button type="button" data-list="${category}" aria-pressed="false">${title}</button>`,
  )
  .join('')}</div>
<div class="records"><ul class="picks" id="picks"></ul>
<div class="card" id="record" tabindex="0" role="region" aria-label="The record">
<p class="empty">One moment …</p></div></div></section>`;

const CLOCK = `curl -X POST /dev/clock -H 'content-type: application/json' -d '{"advance":"PT48H"}'`;

const shell = `<section aria-labelledby="shell"><h2 id="shell">In a terminal</h2>
<p>From the folder of the checkout, while this runs.</p>
<div class="card"><p class="hint">How it happened: who, when, why, by which rule</p>
<pre id="replay">npm run talentloop -- audit replay SC-LOOP-2026-000001</pre>
<p class="hint">One person’s journey, told step by step while it happens</p><pre>npm run demo</pre>
<p class="hint">Proof that nobody altered the logs</p><pre>npm run talentloop -- audit verify</pre>
<p class="hint">Time moves when you say so: offers lapse, drafts expire</p>
<pre id="clock">${CLOCK}</pre></div></section>`;

const production = `<section aria-labelledby="tokens"><h2 id="tokens">Tokens</h2>
<p>This installation takes bearer tokens of its OpenID Connect issuer, and issues none by itself.</p>
</section>`;

/** The page, whole: no file beside it, so it works wherever the process does. */
export const pageOf = (about: About): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TalentLoop</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><a class="skip" href="#content">Skip to the content</a>${header(about)}
<main class="wrap" id="content">${
  about.development ? `${records(about)}${people}${start}${shell}` : `${start}${production}`
}</main>
<footer><div class="wrap">Companies, homes and people of the demo world are fictional.</div></footer>
${about.development ? `<script>${script}</script>` : ''}</body></html>`;
