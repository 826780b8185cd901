/** Base64 of a text that begins 0, 1 or 2 bytes into a group of three. */
const base64At = (text: string, offset: 0 | 1 | 2): string => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const encoded = bytes.toString('base64').replace(/=+$/, '');
  // The characters at the ends also contain bits of the neighbouring bytes.
  const from = [0, 2, 3][offset];
  return bytes.length % 3 === 0 ? encoded.slice(from) : encoded.slice(from, -1);
};

const escaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Every form in which a text may be in a table: as it is, escaped, in base64, in hex. */
export const tracesOf = (text: string): readonly string[] => {
  const base64 = ([0, 1, 2] as const).map((offset) => base64At(text, offset));
  const hex = Buffer.from(text).toString('hex');
  const utf16 = Buffer.from(text, 'utf16le').toString('hex');
  return [
    ...new Set([
      text,
      escaped(text),
      ...base64,
      ...base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
      hex,
      hex.toUpperCase(),
      utf16,
    ]),
  ];
};
