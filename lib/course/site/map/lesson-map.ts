import { escapeHtml } from '../../../src/notebook/escape';
import { lessonFile } from '../files';
import type { Frame } from '../frame';
import { direct, type Needs } from './graph';
import { layout, type MapSizes, type Point } from './layout';

/** A lesson as the map shows it. */
export interface MapLesson {
  readonly slug: string;
  readonly number?: string;
  /** What it is about, as plain text. */
  readonly title: string;
  readonly needs: readonly string[];
}

/** One map for a phone and one for a wide page; the style sheet shows one of them. */
const sizes: Readonly<Record<'narrow' | 'wide', MapSizes>> = {
  narrow: { boxWidth: 98, boxHeight: 46, gap: 7, between: 26, perRow: 3 },
  wide: { boxWidth: 128, boxHeight: 50, gap: 14, between: 32, perRow: 6 },
};

/** What each lesson needs, as a picture whose boxes lead to the lessons, and in words; empty where no lesson needs another. */
export function lessonMap(frame: Frame, lessons: readonly MapLesson[]): string {
  const needs = direct(new Map(lessons.map(({ slug, needs: given }) => [slug, given])));
  if ([...needs.values()].every(given => given.length === 0)) return '';
  const drawings = (['narrow', 'wide'] as const).map(kind => drawing(frame, lessons, { needs, kind }));
  return `<section class="map"><h2 id="map">${frame.say('map')}</h2>${drawings.join('\n')}</section>`;
}

function drawing(frame: Frame, lessons: readonly MapLesson[], { needs, kind }: { needs: Needs; kind: 'narrow' | 'wide' }): string {
  const { width, height, boxes, arrows } = layout(needs, sizes[kind]);
  const { boxWidth, boxHeight } = sizes[kind];
  // From the right, where the language of the course is written so.
  const mirrored = (x: number): number => (frame.direction === 'rtl' ? width - x : x);
  const lines = arrows.map(({ through }) => `<path d="${curve(through.map(({ x, y }) => ({ x: mirrored(x), y })))}" marker-end="url(#arrow-${kind})"/>`);
  const links = lessons.map(lesson => {
    const { x, y } = boxes.get(lesson.slug) ?? { x: 0, y: 0 };
    const left = mirrored(x + boxWidth / 2) - boxWidth / 2;
    const words = linesOf(lesson, kind === 'narrow' ? 14 : 17);
    const first = y + boxHeight / 2 + 4.5 - (words.length - 1) * 7.5;
    const text = words.map((line, at) => `<tspan x="${(left + boxWidth / 2).toFixed(1)}" y="${(first + at * 15).toFixed(1)}">${escapeHtml(line)}</tspan>`);
    const name = words.join(' ') + inWords(frame, lesson, { lessons, needs, cut: words.some(line => line.endsWith('…')) });
    return `<a href="${lessonFile(lesson.slug)}" aria-label="${escapeHtml(name)}">`
      + `<rect x="${left.toFixed(1)}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="7"/><text>${text.join(' ')}</text></a>`;
  });
  return `<svg class="${kind}" viewBox="-2 -2 ${width + 4} ${height + 4}" width="${width + 4}" height="${height + 4}" role="group" aria-labelledby="map" direction="ltr">
<defs><marker id="arrow-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
<g class="arrows" aria-hidden="true">${lines.join('')}</g>${links.join('\n')}</svg>`;
}

/** What follows in words on what stands in the box: the whole title where that was cut, and "needs lesson 1". */
function inWords({ say, language }: Frame, { slug, title }: MapLesson, { lessons, needs, cut }: { lessons: readonly MapLesson[]; needs: Needs; cut: boolean }): string {
  const needed = (needs.get(slug) ?? []).flatMap(other => lessons.find(lesson => lesson.slug === other) ?? []).map(other => other.number ?? other.title);
  const list = new Intl.ListFormat(language).format(needed);
  return `${cut ? `, ${title}` : ''}, ${needed.length === 0 ? say('needsNothing') : say('needs', { count: needed.length, lessons: list })}`;
}

/** The number and the title, in lines of so many letters; what does not fit into two of them ends with dots. */
function linesOf({ number, title }: MapLesson, letters: number): string[] {
  const words = `${number === undefined ? '' : `${number} `}${title}`.split(/\s+/);
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const [first = '', second, ...more] = lines.map(line => (line.length > letters + 2 ? `${line.slice(0, letters)}…` : line));
  if (second === undefined) return [first];
  return [first, more.length === 0 || second.endsWith('…') ? second : `${second.slice(0, letters)}…`];
}

/** Straight down beside boxes, and a bend between rows. */
function curve([start, ...rest]: readonly Point[]): string {
  let [path, last] = [`M${start?.x.toFixed(1)} ${start?.y}`, start];
  rest.forEach((point, at) => {
    const middle = ((last?.y ?? 0) + point.y) / 2;
    path += at % 2 === 1 ? `L${point.x.toFixed(1)} ${point.y}` : `C${last?.x.toFixed(1)} ${middle} ${point.x.toFixed(1)} ${middle} ${point.x.toFixed(1)} ${point.y}`;
    last = point;
  });
  return path;
}
