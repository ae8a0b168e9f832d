import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { knownOptions, type Names } from '../../src/options';

/** How a course shows itself on its pages. */
export interface CourseFace {
  /** As in the bar of every page and on the first one; in any script. */
  readonly title: string;
  /** The language of the course, a BCP 47 tag such as `de` or `pt-BR`: of its pages, their direction, dates and numbers. Words are there for some, else English. */
  readonly language: string;
  /** When the course is held, as it is to be read: "Winter 2026/27". Default none. */
  readonly term?: string;
  /**
   * One colour, as `#0b5c94`, for links, buttons and marks. Where it is too pale on the light ground or too dark on the dark one, its nearest shade with a
   * contrast of 4.5 is used. Default the kit's own colours.
   */
  readonly accent?: string;
  /** A file of an SVG or PNG, which is copied; it stands before the title, and is the icon of every page. Default none. */
  readonly logo?: string;
  /** The address at which the pages will stand, with its folders: for canonical links, and for the way home of the page of what is not found. Default unknown. */
  readonly base?: string;
  /** Other places of the course, at the foot of every page. */
  readonly links: ReadonlyArray<{ readonly text: string; readonly href: string }>;
}

/** What a course says of one of its lessons. */
export interface LessonFace {
  readonly slug: string;
  /** The lessons that it needs, by slug; those that have no page on the site are left out. Default what its first cell says. */
  readonly needs?: readonly string[];
  /** Until when its exercises are asked for: a date, `2026-12-01`, or a time with its offset, `2026-12-01T23:59+01:00`. Default never. */
  readonly due?: string;
}

/** The face of the kit itself. */
export const defaultFace: CourseFace = { title: 'Descent', language: 'en', links: [] };

const fields: Names<CourseFace> = { title: true, language: true, term: true, accent: true, logo: true, base: true, links: true };

/** Errors, each with its field: an empty title, a language, colour, address or file that is none. */
export function checkedFace(face: CourseFace): CourseFace {
  const { title, language, accent, logo, base, links } = knownOptions('site: face', face, fields);
  if (title.trim() === '') throw new Error('site: title must say what the course is called, got an empty one');
  if (!isLanguage(language)) throw new Error(`site: language must be a tag such as en or pt-BR, got "${language}"`);
  if (accent !== undefined && !/^#[0-9a-f]{6}$/i.test(accent)) throw new Error(`site: accent must be a colour such as #0b5c94, got "${accent}"`);
  if (logo !== undefined && !['.svg', '.png'].includes(extname(logo).toLowerCase())) throw new Error(`site: logo must be an svg or a png, got "${logo}"`);
  if (logo !== undefined && !existsSync(logo)) throw new Error(`site: there is no logo at "${logo}"`);
  if (base !== undefined && !isAddress(base, ['http:', 'https:'])) throw new Error(`site: base must be an address such as https://example.org/course/, got "${base}"`);
  for (const { text, href } of links) {
    if (text.trim() === '') throw new Error(`site: the link to "${href}" needs a text`);
    if (!isAddress(href, ['http:', 'https:', 'mailto:'])) throw new Error(`site: the link "${text}" must lead to an address such as https://example.org, got "${href}"`);
  }
  return face;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isAddress(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}
