import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { type About, pageOf } from './document';
import { pagePolicy } from './page.controller';

const about: About = {
  services: ['service-centre'],
  others: [{ name: 'accommodation', url: 'http://127.0.0.1:3003' }],
  development: true,
};
const page = pageOf(about);
const production = pageOf({ ...about, development: false });
const between = (tag: string): readonly string[] =>
  [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text = '']) => text);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

describe('the page of a process', () => {
  it('allows exactly its own style and script, by their hashes', () => {
    const [style, ...styles] = between('style');
    const [script, ...scripts] = between('script');
    expect([styles, scripts]).toEqual([[], []]);
    expect(pagePolicy).toContain(`style-src 'sha256-${hashOf(style ?? '')}'`);
    expect(pagePolicy).toContain(`script-src 'sha256-${hashOf(script ?? '')}'`);
    expect(pagePolicy).toContain("default-src 'none'");
  });

  it('has no inline styles or handlers, and fetches nothing from elsewhere', () => {
    const markup = page.replace(/<(style|script)>[^]*?<\/\1>/g, '');
    expect(markup).not.toMatch(/\s(on\w+|style)=/);
    expect(markup).not.toMatch(/\ssrc=/);
    expect(markup).not.toMatch(/javascript:/);
    expect(page).not.toMatch(/@import|url\(/);
    expect(between('script').join('')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|eval\(/);
  });

  it('has a script that can be read', () => {
    expect(() => new Script(between('script').join(''))).not.toThrow();
  });

  it('names what it speaks of: every control and every region', () => {
    for (const [, attributes = ''] of page.matchAll(/<section([^>]*)>/g))
      expect(page).toContain(`id="${/aria-labelledby="(\w+)"/.exec(attributes)?.[1]}"`);
    expect(page).toContain('<html lang="en">');
    expect(page).not.toMatch(/<button(?![^>]*type="button")/);
    expect(page).toContain('href="http://127.0.0.1:3003/"');
  });

  it('offers the lists of its own services only', () => {
    expect([...page.matchAll(/data-list="([\w-]+)"/g)].map(([, list]) => list)).toEqual(['cases']);
  });

  it('shows no tokens and no records in production', () => {
    expect(production).not.toMatch(/<script|data-persona|data-list|\/dev\//);
    expect(production).toContain('/docs');
  });

  it('writes what it was given as text', () => {
    const hostile = pageOf({ ...about, services: ['"><img src=x onerror=alert(1)>'] });
    expect(hostile).not.toContain('<img');
  });
});
