/** A generated page. It begins with a note that says so and how to generate it again. */
export const page = (title: string, introduction: string, ...parts: readonly string[]): string =>
  [
    `<!-- Generated from the code by \`npm run docs\`; do not edit. -->`,
    `# ${title}`,
    introduction,
    ...parts,
  ].join('\n\n') + '\n';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');

export const mermaid = (lines: readonly string[]): string =>
  ['```mermaid', ...lines, '```'].join('\n');

export const code = (text: string): string => `\`${text}\``;

/** A name that diagrams accept: letters, digits and underscores. */
export const nodeName = (text: string): string => text.replaceAll(/\W/g, '_');
