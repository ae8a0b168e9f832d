import { join } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { readNotebook } from '../jupyter/client/notebook-file';
import { numbersIn, overlap, type ProseNumber } from './numbers';

/** What a lesson's claims are made with. */
export interface Claims {
  /**
   * The prose says this, word for word, with numbers that have just been computed: says`**${peak.toFixed(2)} at step ${step}**`. A number that is
   * typed instead of computed is refused.
   */
  says(words: TemplateStringsArray, ...computed: ReadonlyArray<string | number>): void;
  /** The numbers of these words are settings: each stands in the code next to them, before the prose goes on or after it ended. */
  set(words: string): void;
  /** These words of the prose hold numbers that no computation and no code gives: a quotation, a definition. Say why. */
  given(words: string, reason: string): void;
}

/** One cell of prose, in the notebook's order. */
export interface Prose {
  /** As a reader of the notebook's file counts, from 0. */
  readonly cell: number;
  readonly text: string;
  /** The code cells between this cell and its neighbours of prose. */
  readonly code: string;
}

/**
 * Holds a lesson's prose against numbers that are computed again, and gives a sentence for everything that is wrong: every claim stands there, and every
 * number that stands there (see `numbersIn`) is claimed or given. Words are compared without their line breaks. Errors: a notebook that is not there.
 */
export function claimFaults(slug: string, claim: (claims: Claims) => void | Promise<void>): Promise<string[]> {
  return faultsOf(slug, proseOf(slug), claim);
}

function proseOf(slug: string): Prose[] {
  const { cells } = readNotebook(join(findCourse().notebooks, `${slug}.ipynb`));
  const codeFrom = (place: number, step: 1 | -1): string[] => {
    const cell = cells[place];
    return cell?.cell_type === 'code' ? [cell.source, ...codeFrom(place + step, step)] : [];
  };
  return cells.flatMap(({ cell_type, source }, cell) => {
    const code = [...codeFrom(cell - 1, -1), ...codeFrom(cell + 1, 1)].join('\n');
    return cell_type === 'markdown' ? [{ cell, text: source, code }] : [];
  });
}

/** The same for prose that is at hand. */
export async function faultsOf(slug: string, prose: readonly Prose[], claim: (claims: Claims) => void | Promise<void>): Promise<string[]> {
  const cells = prose.map(one => ({ ...one, numbers: numbersIn(one.text), covered: new Set<ProseNumber>() }));
  const faults: string[] = [];
  const cover = (words: string, check: (numbers: readonly ProseNumber[], code: string) => void = () => {}): void => {
    const pattern = new RegExp(words.trim().split(/\s+/).map(escaped).join('\\s+'), 'gu');
    let found = 0;
    for (const { text, code, numbers, covered } of cells) {
      for (const match of text.matchAll(pattern)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const touched = numbers.filter(number => overlap(number, span));
        // 9 does not stand in 39, nor 5 in 1.5.
        if (touched.some(({ start, end }) => start < span.start || end > span.end)) continue;
        found += 1;
        check(touched, code);
        for (const number of touched) covered.add(number);
      }
    }
    if (found === 0) faults.push(`${slug}: the prose does not say "${words}"${nearest(words, cells)}`);
  };
  const says: Claims['says'] = (words, ...computed) => {
    const [text, typed] = composed(words.raw, computed);
    if (typed.length > 0) faults.push(`${slug}: ${typed.join(', ')} in "${text}" must be computed, not typed`);
    else if (numbersIn(text).length === 0) faults.push(`${slug}: "${text}" claims no number`);
    else if (!/\p{L}{2}/u.test(text)) faults.push(`${slug}: "${text}" stands anywhere; claim it with words around it`);
    else cover(text);
  };
  const set: Claims['set'] = words => {
    if (numbersIn(words).length === 0) faults.push(`${slug}: "${words}" sets no number`);
    else {
      cover(words, (numbers, code) => {
        const literals = new Set([...code.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(([literal]) => Number(literal)));
        for (const { text } of numbers.filter(number => !literals.has(valueOf(number)))) faults.push(`${slug}: ${text} in "${words}" is not set in the code beside it`);
      });
    }
  };
  const given: Claims['given'] = (words, reason) => {
    if (reason.trim().split(/\s+/).length < 3) faults.push(`${slug}: "${words}" is given without a reason`);
    else if (numbersIn(words).length === 0) faults.push(`${slug}: "${words}" gives no number`);
    else cover(words);
  };
  await claim({ says, set, given });
  for (const { cell, text, numbers, covered } of cells) {
    for (const number of numbers.filter(one => !covered.has(one))) {
      faults.push(`${slug}: cell ${cell}: ${number.text} is neither claimed nor given: "${sentenceAround(text, number)}"`);
    }
  }
  return faults;
}

/** The size of a number: code writes a sign apart. */
function valueOf({ text }: ProseNumber): number {
  const [, mantissa = '', power = '0'] = /^[-−+]?([^×·\\^]*?)(?:\s*(?:×|·|\\cdot|\\times)?\s*10\^\{?(-?\d+)\}?)?$/.exec(text) ?? [];
  return Number(`${mantissa.replace(/[^\d.]/g, '') || '1'}e${power}`);
}

/** The words of a claim, and the numbers in them that do not come from a computation. */
function composed(words: readonly string[], computed: ReadonlyArray<string | number>): [text: string, typed: string[]] {
  let text = '';
  const filled: Array<{ start: number; end: number }> = [];
  words.forEach((part, k) => {
    text += part;
    if (k >= computed.length) return;
    const start = text.length;
    text += String(computed[k]);
    filled.push({ start, end: text.length });
  });
  // A sign belongs to the words as much as to the number.
  const within = ({ text: digits, start, end }: ProseNumber): boolean =>
    filled.some(span => start + (/^[-−+]/.test(digits) ? 1 : 0) >= span.start && end <= span.end);
  return [text, numbersIn(text).filter(number => !within(number)).map(number => number.text)];
}

/** What the prose says instead: the same words with other numbers. */
function nearest(words: string, cells: readonly Prose[]): string {
  const anyNumber = words.trim().split(/\s+/).map(word => escaped(word).replace(/[-−]?\d(?:[\d.]|\\\.)*/g, '[-−]?[\\d.]+')).join('\\s+');
  for (const { cell, text } of cells) {
    const match = new RegExp(anyNumber, 'u').exec(text);
    if (match) return `; cell ${cell} says "${match[0].replace(/\s+/g, ' ')}"`;
  }
  return '';
}

function sentenceAround(text: string, { start, end }: ProseNumber): string {
  const before = text.slice(0, start).split(/(?<=[.?!])\s+|\n\n/).at(-1) ?? '';
  const after = /^(?:[^.?!\n]|[.](?=\d)|\n(?!\n))*[.?!]?/.exec(text.slice(end))?.[0] ?? '';
  return `${before}${text.slice(start, end)}${after}`.replace(/\s+/g, ' ').trim();
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
