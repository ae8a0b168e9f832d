import { largest } from '../../src/extremes';
import { numbersOf } from '../../src/notebook/numbers-of';
import { TensorData } from '../../src/notebook/tensor-data';

/** One number, or word, of an answer, with the name that it has there: "eta", "index 2", "index [0, 1] of w". */
export interface Entry {
  readonly label: string;
  readonly value: number | string;
  /** A length, which is one or is not. */
  readonly isLength?: true;
}

/** An answer's numbers and words in a row. Lists of different lengths have different entries, so nothing is compared that does not belong together. */
export function entriesOf(value: unknown): Entry[] {
  return entriesIn(value, '', []);
}

/** The entries of a part of an answer, which has a name or none, and lies in lists at these places. */
function entriesIn(value: unknown, name: string, places: readonly number[]): Entry[] {
  const of = (place: string, whole: string): string => [place, whole].filter(part => part !== '').join(' of ');
  const label = of(placeText(places), name);
  if (typeof value === 'number' || typeof value === 'string') return [{ label, value }];
  if (value instanceof TensorData) {
    return value.shape.length === 0 ? [{ label, value: value.values[0] as number }] : value.values.map((number, k) => ({ label: of(placeText(placesOf(k, value.shape)), label), value: number }));
  }
  if (Array.isArray(value)) return [{ label: of('the length', label), value: value.length, isLength: true }, ...value.flatMap((inner, k) => entriesIn(inner, name, [...places, k]))];
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([own, inner]) => entriesIn(inner, of(own, label), []));
  return [{ label, value: String(value) }];
}

/** Where an entry of a tensor lies, along each of its dimensions. */
function placesOf(position: number, shape: readonly number[]): number[] {
  let rest = position;
  const places = [...shape].reverse().map(length => {
    const index = rest % length;
    rest = Math.floor(rest / length);
    return index;
  });
  return places.reverse();
}

/** "index 2", and in a matrix or in lists in a list "index [0, 2]". */
function placeText(places: readonly number[]): string {
  if (places.length < 2) return places.length === 0 ? '' : `index ${places[0]}`;
  return `index [${places.join(', ')}]`;
}

/** All of them together, 0 where there are none. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** All points together: shares in hundredths, of which 20 are made, must not add up to 20.000000000000004. */
export function sumOfPoints(points: readonly number[]): number {
  return Math.round(sum(points) * 1e6) / 1e6;
}

/** The largest size of a number in an answer; what is compared is compared to it. */
export function sizeOf(value: unknown): number {
  const sizes = entriesOf(value).flatMap(({ value: number, isLength }) => (typeof number === 'number' && Number.isFinite(number) && !isLength ? [Math.abs(number)] : []));
  return largest(sizes, 0);
}

/** Whether two numbers are the same within `allowed`; NaN is itself, and so is infinity. */
export function same(a: number | string, b: number | string, allowed: number): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return Object.is(a, b) || a === b || Math.abs(a - b) <= allowed;
}

/** The first entry in which an answer differs; undefined where none does. */
export function firstDifference(expected: unknown, got: unknown, allowed: number): { readonly label: string; readonly expected: string; readonly got: string } | undefined {
  const [wanted, found] = [entriesOf(expected), entriesOf(got)];
  const at = wanted.findIndex(({ value, isLength }, k) => found[k] === undefined || !same(value, found[k].value, isLength ? 0 : allowed));
  const entry = wanted[at];
  if (entry === undefined) return undefined;
  return { label: entry.label, expected: written(entry.value), got: found[at] === undefined ? 'nothing' : written(found[at].value) };
}

/** A number to seven digits, which is what float32 carries; a word in quotes. */
export function written(value: number | string): string {
  if (typeof value === 'string') return `'${value}'`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
}

/**
 * A number for a sentence that says which limit it misses: to so many digits, 2 where none are said, and to more where these would lie at the limit or
 * on its other side. Beside 0.032, 0.03204 is not "0.032".
 */
export function beside(limit: number, value: number, digits = 2): string {
  const side = Math.sign(value - limit);
  const texts = Array.from({ length: 18 - digits }, (_, more) => String(Number(value.toPrecision(digits + more))));
  return texts.find(text => Math.sign(Number(text) - limit) === side) ?? String(value);
}

/** What was given, for a sentence: `[1, -2, 0.5]`, `{ eta: 0.1 }`; a long list by its beginning. */
export function shown(given: unknown): string {
  const numbers = given instanceof TensorData || Array.isArray(given) ? numbersOf(given) : undefined;
  if (numbers !== undefined && numbers.length > 12) return `[${numbers.slice(0, 4).map(written).join(', ')}, … ${numbers.length} in all]`;
  if (given instanceof TensorData) return given.shape.length === 0 ? written(given.values[0] as number) : `[${given.values.map(written).join(', ')}]`;
  if (Array.isArray(given)) return `[${given.map(shown).join(', ')}]`;
  if (typeof given === 'number' || typeof given === 'string') return written(given);
  if (typeof given === 'object' && given !== null) return `{ ${Object.entries(given).map(([name, value]) => `${name}: ${shown(value)}`).join(', ')} }`;
  return String(given);
}
