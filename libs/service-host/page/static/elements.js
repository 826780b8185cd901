/* What the page is made of: elements and words. It writes text, never markup. */
export const $ = (id) => document.getElementById(id);
export const words = (name) => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/-/g, ' ');
export const sentence = (name) => {
  const text = words(name).toLowerCase();
  return text[0].toUpperCase() + text.slice(1);
};
export const make = (tag, { text, ...given } = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
};
