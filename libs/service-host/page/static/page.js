/* Tokens to copy, and whether the services are ready. */
import { $ } from './elements.js';
import { tokenOf } from './requests.js';

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
  button.addEventListener('click', () => void showToken(button.dataset.persona));
$('clock').textContent = $('clock').textContent.replace('/dev', location.origin + '/dev');

const showHealth = async () => {
  const { status } = await fetch('/health/ready');
  for (const fact of document.querySelectorAll('[data-service]')) {
    fact.classList.toggle('ready', status === 200);
    fact.classList.toggle('waiting', status !== 200);
  }
  if (status !== 200) setTimeout(watchHealth, 2000);
};
const watchHealth = () => void showHealth().catch(() => undefined);
watchHealth();
