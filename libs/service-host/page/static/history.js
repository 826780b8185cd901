/* A history, a record as it was then, and a journey, as elements. */
import { $, make, sentence, words } from './elements.js';
import { ask } from './requests.js';

const DAY = 86400000;
const HOUR = 3600000;
const clockOf = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Hong_Kong',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const shownTime = (at) => make('time', { datetime: at, text: clockOf.format(new Date(at)) });
const who = (id) =>
  /^[0-9a-f-]{36}$/.test(id) ? 'the person' : id.replace(/^(process|consumer|deadline):/, '$1 ');
const by = ({ id, centre }) => who(id) + (centre ? ' at ' + centre : '');
const gapOf = (ms) =>
  ms >= 2 * DAY
    ? Math.round(ms / DAY) + ' days later'
    : ms >= HOUR * 3
      ? Math.round(ms / HOUR) + ' hours later'
      : '';

const stateOf = async (category, id, item) => {
  const { state } = await ask('/audit/' + category + '/' + id + '/state?revision=' + item.revision);
  const changed = new Set(item.changes.map(({ field }) => field.split('.')[0]));
  const rows = Object.entries(state)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .flatMap(([name, value]) => [
      make('dt', { text: words(name) }),
      make('dd', { text: String(value), class: changed.has(name) ? 'changed' : undefined }),
    ]);
  return make(
    'div',
    { class: 'then' },
    make('p', { text: 'As recorded then; what this event changed is bold.' }),
    make('dl', {}, ...rows),
  );
};

/* What was written: the text of a note or a message, the title of a task. */
const saidIn = (changes) =>
  changes
    .map(({ after }) => (Array.isArray(after) ? after.at(-1) : after))
    .map((part) => part && typeof part === 'object' && (part.text ?? part.title ?? part.comment))
    .find(Boolean);

const eventOf = (category, id) => (item) => {
  const { type, actor, reason, policy, recordedAt, causationId, verified } = item;
  const toggle = make(
    'button',
    { type: 'button', 'aria-expanded': 'false' },
    make('b', { text: sentence(type) }),
  );
  const kind = policy ? 'decision' : type.endsWith('Paused') ? 'pause' : undefined;
  const line = make(
    'li',
    { class: kind },
    shownTime(recordedAt),
    make('br'),
    toggle,
    make('span', {
      class: 'by',
      text:
        ' ' +
        by(actor) +
        (causationId ? ', following an event elsewhere' : '') +
        (verified ? '' : ' · hash does not match!'),
    }),
    (reason ?? saidIn(item.changes)) && make('q', { text: reason ?? saidIn(item.changes) }),
    policy &&
      make('div', {
        class: 'rule',
        text:
          'rule ' +
          policy.name +
          ' ' +
          policy.version +
          ': ' +
          policy.fired.join(', ') +
          ' ⇒ ' +
          policy.outcome,
      }),
  );
  toggle.addEventListener('click', async () => {
    const open = line.querySelector('.then');
    if (open) open.remove();
    else
      line.append(
        await stateOf(category, id, item).catch((error) =>
          make('p', { class: 'then', text: error.message }),
        ),
      );
    toggle.setAttribute('aria-expanded', String(!open));
  });
  return line;
};

export const historyOf = async (category, id) => {
  const { items } = await ask('/audit/' + category + '/' + id + '/history');
  const shown = make('ol', { class: 'timeline' });
  items.forEach((item, index) => {
    const before = items[index - 1];
    const gap = before ? gapOf(Date.parse(item.recordedAt) - Date.parse(before.recordedAt)) : '';
    if (gap) shown.append(make('li', { class: 'gap', text: gap }));
    shown.append(eventOf(category, id)(item));
  });
  return shown;
};

const tones = JSON.parse($('content').dataset.tones);
const branch = (nodes) =>
  make(
    'ul',
    {},
    ...nodes.map((node) =>
      make(
        'li',
        {},
        make('span', {
          class: 'of',
          'data-tone': tones[node.service],
          text: words(node.service),
        }),
        sentence(node.type) + ' ',
        make('small', {
          text: clockOf.format(new Date(node.recordedAt)) + ', ' + who(node.actor.id),
        }),
        node.caused.length > 0 ? branch(node.caused) : undefined,
      ),
    ),
  );
export const journeyOf = async (correlationId) => {
  const { items, unavailable } = await ask('/audit/correlations/' + correlationId);
  const missing =
    unavailable.length > 0
      ? make('p', { text: 'No answer from ' + unavailable.join(', ') + '.' })
      : undefined;
  return make('div', { class: 'tree' }, missing, branch(items));
};
