/** The part of the page's script that shows records, their history and their journey. */
export const recordsScript = String.raw`
const DAY = 86400000;
const HOUR = 3600000;
const MOST = 8;
const clockOf = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Hong_Kong', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
});
const shownTime = (at) => make('time', { datetime: at, text: clockOf.format(new Date(at)) });
const who = (id) => /^[0-9a-f-]{36}$/.test(id) ? 'the person' : id.replace(/^(process|consumer|deadline):/, '$1 ');
const by = ({ id, centre }) => who(id) + (centre ? ' at ' + centre : '');
const gapOf = (ms) => ms >= 2 * DAY ? Math.round(ms / DAY) + ' days later' : ms >= HOUR * 3 ? Math.round(ms / HOUR) + ' hours later' : '';

/* What each list is called, and how one of its items is told. */
const lists = {
  cases: { path: '/cases', title: 'Cases', tell: (it) => [it.number + ' · ' + it.subject, words(it.type) + ', ' + it.status + ', ' + it.centre] },
  talents: { path: '/talents', title: 'People', tell: (it) => [(it.name.native ? it.name.native + ' · ' : '') + it.name.full, it.status + ', ' + words(it.origin) + (it.scheme ? ', ' + it.scheme : '')] },
  'accommodation-requests': { path: '/accommodation-requests', title: 'Homes', tell: (it) => [sentence(it.kind) + ' for ' + it.guests, it.status + ', ' + it.from + ' to ' + it.to] },
};

const panel = $('record');
const fail = (error) => panel.replaceChildren(make('p', { class: 'empty', text: error.message }));

const stateOf = async (category, id, item) => {
  const { state } = await ask('/audit/' + category + '/' + id + '/state?revision=' + item.revision);
  const changed = new Set(item.changes.map(({ field }) => field.split('.')[0]));
  const rows = Object.entries(state).filter(([, value]) => value !== null && typeof value !== 'object').flatMap(([name, value]) => [
    make('dt', { text: words(name) }),
    make('dd', { text: String(value), class: changed.has(name) ? 'changed' : undefined }),
  ]);
  return make('div', { class: 'then' }, make('p', { text: 'As recorded then; what this event changed is bold.' }), make('dl', {}, ...rows));
};

/* What was written: the text of a note or a message, the title of a task. */
const saidIn = (changes) => changes
  .map(({ after }) => (Array.isArray(after) ? after.at(-1) : after))
  .map((part) => part && typeof part === 'object' && (part.text ?? part.title ?? part.comment))
  .find(Boolean);

const eventOf = (category, id) => (item) => {
  const { type, actor, reason, policy, recordedAt, causationId, verified } = item;
  const toggle = make('button', { type: 'button', 'aria-expanded': 'false' }, make('b', { text: sentence(type) }));
  const kind = policy ? 'decision' : /Paused$/.test(type) ? 'pause' : undefined;
  const line = make('li', { class: kind }, shownTime(recordedAt), make('br'), toggle,
    make('span', { class: 'by', text: ' ' + by(actor) + (causationId ? ', following an event elsewhere' : '') + (verified ? '' : ' · hash does not match!') }),
    (reason ?? saidIn(item.changes)) && make('q', { text: reason ?? saidIn(item.changes) }),
    policy && make('div', { class: 'rule', text: 'rule ' + policy.name + ' ' + policy.version + ': ' + policy.fired.join(', ') + ' ⇒ ' + policy.outcome }));
  toggle.addEventListener('click', async () => {
    const open = line.querySelector('.then');
    if (open) open.remove();
    else line.append(await stateOf(category, id, item).catch((error) => make('p', { class: 'then', text: error.message })));
    toggle.setAttribute('aria-expanded', String(!open));
  });
  return line;
};

const historyOf = async (category, id) => {
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

const branch = (nodes) => make('ul', {}, ...nodes.map((node) => make('li', {},
  make('span', { class: 'of', 'data-of': node.service, text: words(node.service) }), sentence(node.type) + ' ',
  make('small', { text: clockOf.format(new Date(node.recordedAt)) + ', ' + who(node.actor.id) }),
  node.caused.length > 0 ? branch(node.caused) : undefined)));
const journeyOf = async (correlationId) => {
  const { items, unavailable } = await ask('/audit/correlations/' + correlationId);
  const missing = unavailable.length > 0 ? make('p', { text: 'No answer from ' + unavailable.join(', ') + '.' }) : undefined;
  return make('div', { class: 'tree' }, missing, branch(items));
};

const showRecord = async (category, item) => {
  const [title, about] = lists[category].tell(item);
  const body = make('div');
  const views = [['History', () => historyOf(category, item.id)], ['Whole journey', () => journeyOf(item.correlationId)]];
  const buttons = views.map(([text, view]) => make('button', { type: 'button', text, 'aria-pressed': 'false', onclick: async (event) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button === event.currentTarget));
    body.replaceChildren(await view().catch((error) => make('p', { class: 'empty', text: error.message })));
  } }));
  panel.replaceChildren(make('div', { class: 'title' }, make('div', {}, make('h3', { text: title }), make('p', { class: 'empty', text: about })), make('div', { class: 'bar' }, ...buttons)), body);
  const named = item.number ?? category + '/' + item.id;
  $('replay').textContent = 'npm run talentloop -- audit replay ' + named;
  buttons[0].click();
};

const showList = async (category) => {
  const { items } = await ask(lists[category].path + '?limit=200');
  const picks = items.sort((a, b) => b.revision - a.revision).slice(0, MOST).map((item) => {
    const [title, about] = lists[category].tell(item);
    return make('li', {}, make('button', { type: 'button', 'aria-pressed': 'false', onclick: (event) => {
      for (const other of $('picks').querySelectorAll('button')) other.setAttribute('aria-pressed', String(other === event.currentTarget));
      showRecord(category, item).catch(fail);
    } }, title, make('small', { text: about })));
  });
  $('picks').replaceChildren(...(picks.length > 0 ? picks : [make('li', { class: 'empty', text: 'Nothing yet. Run npm run demo, or register somebody.' })]));
  $('picks').querySelector('button')?.click();
};

const kinds = document.querySelectorAll('[data-list]');
for (const kind of kinds) kind.addEventListener('click', () => {
  for (const other of kinds) other.setAttribute('aria-pressed', String(other === kind));
  showList(kind.dataset.list).catch(fail);
});
kinds[0]?.click();
`;
