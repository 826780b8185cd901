/* Requests to the process that serves the page, as an auditor unless somebody else is named. */
const tokens = new Map();
export const tokenOf = async (persona) => {
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
export const ask = async (path, again = true) => {
  const token = tokens.get('auditor') ?? (await tokenOf('auditor'));
  const answer = await fetch(path, { headers: { authorization: 'Bearer ' + token } });
  if (answer.status === 401 && again) {
    tokens.delete('auditor');
    return ask(path, false);
  }
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer.json();
};
