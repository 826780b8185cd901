/* Lists of records, and the one that was chosen. */
import { $, make, sentence, words } from './elements.js';
import { historyOf, journeyOf } from './history.js';
import { ask } from './requests.js';

/* How one item of each list is told: its title, and what else there is to say. */
const told = {
  cases: (it) => [`${it.number} · ${it.subject}`, `${words(it.type)}, ${it.status}, ${it.centre}`],
  talents: (it) => [
    (it.name.native ? `${it.name.native} · ` : '') + it.name.full,
    `${it.status}, ${words(it.origin)}${it.scheme ? `, ${it.scheme}` : ''}`,
  ],
  'accommodation-requests': (it) => [
    `${sentence(it.kind)} for ${it.guests}`,
    `${it.status}, ${it.from} to ${it.to}`,
  ],
};
/* An item of any other list is told by what most resources have. */
const anyOther = (it) => [it.number ?? it.label ?? it.id, it.status ?? ''];
const tell = (category, item) => (told[category] ?? anyOther)(item);

/* A list shows so many items. */
const MOST = 8;

const panel = $('record');
const fail = (error) => panel.replaceChildren(make('p', { class: 'empty', text: error.message }));

const showRecord = async (category, item) => {
  const [title, about] = tell(category, item);
  const body = make('div');
  const views = [
    ['History', () => historyOf(category, item.id)],
    ['Whole journey', () => journeyOf(item.correlationId)],
  ];
  const buttons = views.map(([text, view]) =>
    make('button', {
      type: 'button',
      text,
      'aria-pressed': 'false',
      onclick: async (event) => {
        for (const button of buttons)
          button.setAttribute('aria-pressed', String(button === event.currentTarget));
        body.replaceChildren(
          await view().catch((error) => make('p', { class: 'empty', text: error.message })),
        );
      },
    }),
  );
  panel.replaceChildren(
    make(
      'div',
      { class: 'title' },
      make('div', {}, make('h3', { text: title }), make('p', { class: 'empty', text: about })),
      make('div', { class: 'bar' }, ...buttons),
    ),
    body,
  );
  const named = item.number ?? category + '/' + item.id;
  $('replay').textContent = 'npm run talentloop -- audit replay ' + named;
  buttons[0].click();
};

const showList = async (category) => {
  const { items } = await ask(`/${category}?limit=200`);
  const picks = items
    .sort((a, b) => b.revision - a.revision)
    .slice(0, MOST)
    .map((item) => {
      const [title, about] = tell(category, item);
      return make(
        'li',
        {},
        make(
          'button',
          {
            type: 'button',
            'aria-pressed': 'false',
            onclick: (event) => {
              for (const other of $('picks').querySelectorAll('button'))
                other.setAttribute('aria-pressed', String(other === event.currentTarget));
              showRecord(category, item).catch(fail);
            },
          },
          title,
          make('small', { text: about }),
        ),
      );
    });
  $('picks').replaceChildren(
    ...(picks.length > 0
      ? picks
      : [
          make('li', {
            class: 'empty',
            text: 'Nothing yet. Run npm run demo, or register somebody.',
          }),
        ]),
  );
  $('picks').querySelector('button')?.click();
};

const kinds = document.querySelectorAll('[data-list]');
for (const kind of kinds)
  kind.addEventListener('click', () => {
    for (const other of kinds) other.setAttribute('aria-pressed', String(other === kind));
    showList(kind.dataset.list).catch(fail);
  });
kinds[0]?.click();
