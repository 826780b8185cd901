import { historyScript } from './history-script';
import { recordsScript } from './records-script';

/** What the page does: tokens to copy, records and their history. It writes text, never markup. */
export const script = String.raw`
'use strict';
const $ = (id) => document.getElementById(id);
const words = (name) => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/-/g, ' ');
const sentence = (name) => {
  const text = words(name).toLowerCase();
  return text[0].toUpperCase() + text.slice(1);
};
const make = (tag, { text, ...given } = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
};

const tokens = new Map();
const tokenOf = async (persona) => {
  const answer = await fetch('/dev/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  if (!answer.ok) throw new Error('no token for ' + persona);
  const { access_token } = await answer.json();
  tokens.set(persona, access_token);
  return access_token;
};
/* The clock may have been moved past a token's life, so a refused one is replaced once. */
const ask = async (path, again = true) => {
  const token = tokens.get('auditor') ?? (await tokenOf('auditor'));
  const answer = await fetch(path, { headers: { authorization: 'Bearer ' + token } });
  if (answer.status === 401 && again) {
    tokens.delete('auditor');
    return ask(path, false);
  }
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer.json();
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
const showToken = async (persona) => {
  const said = $('token-said');
  try {
    const token = await tokenOf(persona);
    $('token').hidden = false;
    $('token-text').value = token;
    const copied = await copy(token);
    said.textContent = copied
      ? 'The token of ' + persona + ' is in your clipboard.'
      : 'The token of ' + persona + ': select and copy it.';
    if (!copied) $('token-text').select();
  } catch (error) {
    $('token').hidden = false;
    said.textContent = String(error.message);
  }
};
for (const button of document.querySelectorAll('[data-persona]'))
  button.addEventListener('click', () => showToken(button.dataset.persona));
$('clock').textContent = $('clock').textContent.replace('/dev', location.origin + '/dev');

const showHealth = async () => {
  const { status } = await fetch('/health/ready');
  for (const fact of document.querySelectorAll('[data-service]')) {
    fact.classList.toggle('ready', status === 200);
    fact.classList.toggle('waiting', status !== 200);
  }
  if (status !== 200) setTimeout(showHealth, 2000);
};
showHealth().catch(() => undefined);
${historyScript}${recordsScript}`;
