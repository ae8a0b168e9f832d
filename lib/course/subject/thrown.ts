import { firstPlace, type Place } from '../../src/notebook/source-places';
import { CallFailure, type FailureKind } from './subject';

/** An error as it can cross the wire; a student's code may throw anything. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** Whether something that arrived is one. */
export function isThrown(thrown: unknown): thrown is Thrown {
  return typeof thrown === 'object' && thrown !== null && ['name', 'message', 'stack'].every(key => typeof (thrown as Record<string, unknown>)[key] === 'string');
}

/** How much of a message is kept, in signs. */
const LONGEST = 2000;

/** What of an error is texts: reading it may throw again, and the whole of it may be endless. */
export function readThrown(error: unknown): Thrown {
  if (typeof error !== 'object' || error === null) return { name: '', message: `it threw ${plain(error)}`, stack: '' };
  const text = (key: string): string => {
    try {
      const value = (error as Record<string, unknown>)[key];
      return typeof value === 'string' ? value : '';
    } catch {
      return '';
    }
  };
  // A stack begins with the message; what counts is its end, where the frames are.
  return { name: cut(text('name')), message: cut(text('message').trim()), stack: text('stack').slice(-2 * LONGEST) };
}

/** A student's code threw; `placeOf` finds the place in its own files, by the stack. */
export function failureOf({ name, message, stack }: Thrown, placeOf: (stack: string) => Place | undefined = firstPlace): CallFailure {
  const place = placeOf(stack);
  const kind = kindOf(name, message);
  if (kind === 'to do') return new CallFailure(kind, message, place);
  const reason = /^A dynamic import callback was (not specified|invoked)/.test(message) ? LATE_IMPORT : message || 'it threw an error without a message';
  const named = kind !== 'threw' || name === '' || saysItself.has(name) ? reason : `${name}: ${reason}`;
  return new CallFailure(kind, cut(place === undefined ? named : `${place.file}:${place.line}:${place.column}: ${named}`), place);
}

const LATE_IMPORT = 'import() cannot be used in code that is made while the program runs';

const saysItself = new Set(['Error', 'AnswerError', 'AssertionError', 'SyntaxError', 'NotReplaceableError']);

function kindOf(name: string, message: string): FailureKind {
  if (name === 'ToDoError') return 'to do';
  if (name === 'NotReplaceableError') return 'not exported';
  if (name === 'FrameLimitError') return 'output limit';
  // What is not on the heap has a limit of its own, which Node tells as an error that can be caught.
  if (name === 'RangeError' && /^(Array buffer allocation failed|WebAssembly\.Memory\(\): could not allocate memory)/.test(message)) return 'out of memory';
  return 'threw';
}

function plain(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(cut(value)) : typeof value === 'function' ? 'a function' : String(value);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
