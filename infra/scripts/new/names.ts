import { Refusal } from './refusal';

/** One name in every spelling that the templates need. */
export interface Names {
  /** `site-visit` */
  readonly kebab: string;
  /** `siteVisit` */
  readonly camel: string;
  /** `SiteVisit` */
  readonly pascal: string;
  /** `site visit` */
  readonly words: string;
  /** `Site visit` */
  readonly title: string;
  /** `site_visit` */
  readonly snake: string;
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** @throws Refusal when the text is not in kebab-case. */
export const namesOf = (text: string): Names => {
  if (!KEBAB.test(text)) throw new Refusal(`${text} is not a name in kebab-case, as site-visit`);
  const words = text.split('-');
  const pascal = words.map(upperFirst).join('');
  return {
    kebab: text,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    words: words.join(' '),
    title: upperFirst(words.join(' ')),
    snake: words.join('_'),
  };
};

/** The plural of a name in kebab-case: `site-visits`, `entries`, `addresses`. */
export const pluralOf = (kebab: string): string => {
  if (/[^aeiou]y$/.test(kebab)) return `${kebab.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(kebab) ? `${kebab}es` : `${kebab}s`;
};
