/** One sheet for the page: system fonts, light and dark, nothing from elsewhere. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f6f7f4; --card: #ffffff; --ink: #1b2a2b; --soft: #53666a; --line: #d8dfdc;
  --deep: #0b4f55; --accent: #0a6b6f; --on-accent: #ffffff; --wash: #e4f1ee;
  --decision: #8a4b08; --pause: #5b4b9a;
  --shadow: 0 1px 2px rgb(15 40 40 / .08), 0 6px 20px rgb(15 40 40 / .06);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10191b; --card: #172426; --ink: #e6efed; --soft: #a3b8b8; --line: #2b3d40;
    --deep: #0a3a40; --accent: #5cc9bd; --on-accent: #06282a; --wash: #16322f;
    --decision: #f0b26b; --pause: #b9a8f5; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'PingFang SC',
    'Noto Sans CJK SC', sans-serif;
}
a { color: var(--accent); }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; }
ul, ol { padding: 0; list-style: none; }
code, pre, textarea { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 2; padding: .5rem 1rem; background: var(--card); }
.wrap { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }

header {
  color: #f2fbf9; background: linear-gradient(120deg, #0a3f46 0%, #0b5d60 55%, #2a7f6b 100%);
  overflow: hidden;
}
header .wrap { position: relative; padding-top: 2.5rem; padding-bottom: 2.75rem; }
header svg { position: absolute; right: -1rem; top: 0; height: 100%; width: 40%; opacity: .3; }
header h1 { font-size: clamp(1.9rem, 4vw, 2.7rem); line-height: 1.15; letter-spacing: -.02em; }
header p { max-width: 36rem; margin-top: .5rem; color: #d5ece8; font-size: 1.05rem; }
header a { color: inherit; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.4rem; }
.facts li {
  padding: .28rem .8rem; border: 1px solid rgb(255 255 255 / .28); border-radius: 99px;
  font-size: .9rem; background: #0b5357; position: relative;
}
.facts .ready::before { content: '●'; margin-right: .4rem; color: #8ff0b5; }
.facts .waiting::before { content: '○'; margin-right: .4rem; }

main { padding: 1rem 0 3rem; }
section { margin-top: 2.5rem; scroll-margin-top: 1rem; }
h2 { font-size: 1.35rem; letter-spacing: -.01em; }
h2 + p { color: var(--soft); margin: .2rem 0 1rem; max-width: 46rem; }
h3 { font-size: 1rem; }
.grid {
  display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr));
}
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: .8rem;
  padding: 1rem 1.1rem; box-shadow: var(--shadow);
}
a.card { display: block; text-decoration: none; color: inherit; }
a.card:hover { border-color: var(--accent); }
a.card strong { color: var(--accent); }
a.card span { display: block; color: var(--soft); font-size: .9rem; }
.persona {
  display: flex; align-items: center; justify-content: space-between; gap: .6rem;
  padding: .7rem .9rem;
}
.persona strong { display: block; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.persona span { display: block; color: var(--soft); font-size: .85rem; line-height: 1.4; }

button {
  font: inherit; font-size: .9rem; cursor: pointer; color: var(--accent); background: transparent;
  border: 1px solid var(--accent); border-radius: .5rem; padding: .3rem .7rem; min-height: 2.1rem;
  white-space: nowrap;
}
button:hover { background: var(--wash); }
button[aria-pressed='true'] { background: var(--accent); color: var(--on-accent); }
.token { margin-top: 1rem; }
.token p { margin-bottom: .5rem; }
.token textarea {
  width: 100%; height: 4.6rem; resize: vertical; color: var(--soft); background: var(--paper);
  border: 1px solid var(--line); border-radius: .5rem; padding: .5rem;
}
pre {
  margin: 0; padding: .8rem 1rem; overflow-x: auto; background: var(--paper);
  border: 1px solid var(--line); border-radius: .5rem;
}
pre + pre { margin-top: .6rem; }
.hint { color: var(--soft); font-size: .9rem; margin: .9rem 0 .35rem; }
.hint:first-child { margin-top: 0; }

.records {
  display: grid; gap: 1rem; grid-template-columns: minmax(15rem, 20rem) minmax(0, 1fr);
  align-items: start;
}
#record { max-height: 38rem; overflow: auto; scrollbar-gutter: stable; }
@media (max-width: 50rem) { .records { grid-template-columns: minmax(0, 1fr);
} header svg { display: none; } }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .9rem; }
.picks li + li { margin-top: .35rem; }
.picks button {
  width: 100%; white-space: normal; text-align: left; color: var(--ink);
  border-color: var(--line); padding: .5rem .75rem; background: var(--card);
}
.picks button:hover { border-color: var(--accent); }
.picks button[aria-pressed='true'] {
  background: var(--wash); color: var(--ink); border-color: var(--accent);
  box-shadow: inset 4px 0 0 var(--accent);
}
.picks small { display: block; color: var(--soft); }
.title {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: .6rem;
  margin-bottom: .8rem;
}

.timeline { border-left: 2px solid var(--line); margin-left: .45rem; }
.timeline > li { position: relative; padding: 0 0 .8rem 1.2rem; }
.timeline > li::before {
  content: ''; position: absolute; left: -.43rem; top: .5rem; width: .75rem; height: .75rem;
  border-radius: 50%; background: var(--card); border: 2px solid var(--accent);
}
.timeline > li.decision::before {
  border-radius: 2px; transform: rotate(45deg); border-color: var(--decision);
}
.timeline > li.pause::before { border-color: var(--pause); background: var(--pause); }
.timeline .gap { color: var(--soft); font-size: .82rem; padding: .1rem 0 .9rem 1.2rem; }
.timeline .gap::before { content: none; }
.timeline button {
  border: 0; white-space: normal; padding: .15rem .4rem; margin-left: -.4rem; text-align: left;
  color: var(--ink); min-height: 0; font-size: .95rem;
}
.timeline button[aria-expanded='true'] { background: var(--wash); }
.timeline b { font-weight: 600; }
.timeline time, .timeline .by { color: var(--soft); font-size: .85rem; }
.timeline q { display: block; font-style: italic; margin-top: .1rem; }
.rule { color: var(--decision); font-size: .86rem; }
.then {
  margin: .4rem 0 .2rem; padding: .6rem .8rem; border-radius: .5rem; background: var(--wash);
  font-size: .88rem;
}
.then dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .9rem; }
.then dt { color: var(--soft); }
.then dd { overflow-wrap: anywhere; }
.then .changed { font-weight: 650; }
.tree ul { margin-left: .55rem; padding-left: 1rem; border-left: 1px solid var(--line); }
.tree li { padding: .12rem 0; font-size: .92rem; }
.tree small { color: var(--soft); }
.of {
  display: inline-block; font-size: .74rem; padding: 0 .45rem; margin-right: .4rem;
  border-radius: 99px; border: 1px solid var(--line); color: var(--soft);
}
.of[data-tone='pause'] { color: var(--pause); border-color: currentColor; }
.of[data-tone='decision'] { color: var(--decision); border-color: currentColor; }
.of[data-tone='accent'] { color: var(--accent); border-color: currentColor; }
.empty { color: var(--soft); }
footer {
  border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem;
  padding: 1.2rem 0 2.5rem;
}
`;
