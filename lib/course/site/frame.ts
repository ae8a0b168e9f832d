import { extname } from 'node:path';
import { checkedFace, type CourseFace } from './face';
import { wordsFor, type Say } from './words';

/** What every page of a site has in common. */
export interface Frame extends CourseFace {
  readonly direction: 'ltr' | 'rtl';
  readonly say: Say;
  /** The language of what `say` says, which is English where there are no words in that of the course. */
  readonly spoken: string;
  /** Arrows as the course's language reads. */
  readonly arrows: { readonly back: string; readonly forward: string };
  /** Where the logo lies on the site. */
  readonly logoFile?: string;
}

/** Errors: a face with a fault. */
export function frameOf(face: CourseFace): Frame {
  const { base, logo, ...checked } = checkedFace(face);
  const { language, say } = wordsFor(checked.language);
  const direction = rightToLeft.has(new Intl.Locale(checked.language).maximize().script ?? '') ? 'rtl' : 'ltr';
  return {
    ...checked,
    ...(base !== undefined && { base: base.endsWith('/') ? base : `${base}/` }),
    ...(logo !== undefined && { logo, logoFile: `assets/logo${extname(logo).toLowerCase()}` }),
    direction,
    say,
    spoken: language,
    arrows: direction === 'rtl' ? { back: '→', forward: '←' } : { back: '←', forward: '→' },
  };
}

/** Scripts that are written from right to left, as ISO 15924 names them. */
const rightToLeft = new Set(['Arab', 'Aran', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr', 'Mend', 'Yezi']);

/** The attributes of what is English on a page in another language, as everything is that the library says of itself. */
export function inEnglish({ language }: Frame): string {
  return new Intl.Locale(language).language === 'en' ? '' : ' lang="en" dir="ltr"';
}

/** A date as the language of the course writes it, for HTML; of a time the clock and offset that were given. Errors: what is no date. */
export function dateHtml(given: string, { language }: Frame): string {
  const [, day, clock, offset = ''] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(given) ?? [];
  const moment = new Date(`${day}T${clock ?? '00:00'}Z`);
  if (day === undefined || Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(day)) {
    throw new Error(`site: due must be a date such as 2026-12-01 or 2026-12-01T23:59+01:00, got "${given}"`);
  }
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', ...(clock !== undefined && { timeStyle: 'short' }), timeZone: 'UTC' });
  const zone = clock === undefined || offset === '' ? '' : offset === 'Z' || /00:00$/.test(offset) ? ' UTC' : ` UTC${offset.replace('-', '−')}`;
  return `<time datetime="${given}">${format.format(moment)}${zone}</time>`;
}
