/** The part of the page's script that lists records and shows the one that was chosen. */
export const recordsScript = String.raw`
/* What each list is called, and how one of its items is told. */
const lists = {
  cases: {
    path: '/cases',
    tell: (it) => [
      it.number + ' · ' + it.subject,
      words(it.type) + ', ' + it.status + ', ' + it.centre,
    ],
  },
  talents: {
    path: '/talents',
    tell: (it) => [
      (it.name.native ? it.name.native + ' · ' : '') + it.name.full,
      it.status + ', ' + words(it.origin) + (it.scheme ? ', ' + it.scheme : ''),
    ],
  },
  'accommodation-requests': {
    path: '/accommodation-requests',
    tell: (it) => [
      sentence(it.kind) + ' for ' + it.guests,
      it.status + ', ' + it.from + ' to ' + it.to,
    ],
  },
};

/* A list that nobody has described is told by what most resources have. */
const listOf = (category) =>
  lists[category] ?? {
    path: '/' + category,
    tell: (it) => [it.number ?? it.label ?? it.id, it.status ?? ''],
  };

const panel = $('record');
const fail = (error) => panel.replaceChildren(make('p', { class: 'empty', text: error.message }));

const showRecord = async (category, item) => {
  const [title, about] = listOf(category).tell(item);
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
  const { items } = await ask(listOf(category).path + '?limit=200');
  const picks = items
    .sort((a, b) => b.revision - a.revision)
    .slice(0, MOST)
    .map((item) => {
      const [title, about] = listOf(category).tell(item);
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
`;
