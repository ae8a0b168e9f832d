import { excerpt } from '../../src/notebook/excerpt';
import { firstPlace } from '../../src/notebook/source-places';
import type { TestError } from './events';

/** An error as vitest hands it on, of which nothing is certain: a file may throw anything. */
export interface Thrown {
  readonly name?: string | undefined;
  readonly message?: string | undefined;
  readonly stack?: string | undefined;
}

const LONGEST = 1500;

/** Says what is wrong, with the place and the line of code where it lies in the student's own files. */
export function whatIsWrong({ name = 'Error', message = '', stack = '' }: Thrown): TestError {
  const reason = message.trim() || 'it was thrown without a message';
  if (name === 'ToDoError') return { name, message: reason };
  const place = firstPlace(stack);
  const saysItself = ['Error', 'AnswerError', 'AssertionError', 'SyntaxError'].includes(name);
  const what = place === undefined ? inPlainWords(reason) : reason;
  const named = saysItself || what !== reason ? what : `${name}: ${what}`;
  const text = place === undefined ? named : `${place.file}:${place.line}:${place.column}: ${named}${excerpt(place.code, place.column)}`;
  return { name, message: text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text };
}

const nothing = 'got nothing (is there a return?)';

/** Errors that Node raises in a test because of what the student's file gave it. */
const plain: ReadonlyArray<[pattern: RegExp, say: (...parts: string[]) => string]> = [
  [/^subject\.(\S+) is not a function$/, name => `the file exports no function "${name}"`],
  [/^Cannot destructure property '([^']+)' of .* as it is undefined\.?$/, property => `expected an object with "${property}", ${nothing}`],
  [/^Cannot read properties of undefined \(reading '([^']+)'\)$/, property => `expected something with "${property}", ${nothing}`],
];

function inPlainWords(reason: string): string {
  for (const [pattern, say] of plain) {
    const [, ...parts] = pattern.exec(reason) ?? [];
    if (parts.length > 0) return say(...parts);
  }
  return reason;
}
