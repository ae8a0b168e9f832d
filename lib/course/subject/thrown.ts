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
  if (typeof thrown !== 'object' || thrown === null) return false;
  return ['name', 'message', 'stack'].every(key => typeof (thrown as Record<string, unknown>)[key] === 'string');
}

/** How much of a message is kept, in signs. */
const LONGEST = 2000;

/** How much of the end of a stack is: it begins with the message, and what counts are its frames. */
const LONGEST_STACK = 4000;

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
  return { name: cut(text('name')), message: cut(text('message').trim()), stack: text('stack').slice(-LONGEST_STACK) };
}

/** A student's code threw; `placeOf` finds the place in its own files, by the stack. */
export function failureOf({ name, message, stack }: Thrown, placeOf: (stack: string) => Place | undefined = firstPlace): CallFailure {
  const place = placeOf(stack.slice(-LONGEST_STACK));
  const kind = kindOf(name, message);
  if (kind === 'to do') return new CallFailure(kind, cut(message), place);
  const reason = reasonIn(message);
  const named = kind !== 'threw' || name === '' || saysItself.has(name) ? reason : `${name}: ${reason}`;
  return new CallFailure(kind, cut(place === undefined ? named : `${place.file}:${place.line}:${place.column}: ${named}`), place);
}

function reasonIn(message: string): string {
  if (/^A dynamic import callback was (not specified|invoked)/.test(message)) return 'import() cannot be used in code that is made while the program runs';
  return message || 'it threw an error without a message';
}

const saysItself = new Set(['Error', 'AnswerError', 'AssertionError', 'SyntaxError', 'NotReplaceableError']);

const NO_MEMORY = /^(Array buffer allocation failed|WebAssembly\.Memory\(\): could not allocate memory)/;

function kindOf(name: string, message: string): FailureKind {
  if (name === 'ToDoError') return 'to do';
  if (name === 'NotReplaceableError') return 'not exported';
  if (name === 'FrameLimitError') return 'output limit';
  // What is not on the heap has a limit of its own, which Node tells as an error that can be caught.
  if (name === 'RangeError' && NO_MEMORY.test(message)) return 'out of memory';
  return 'threw';
}

function plain(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(cut(value)) : typeof value === 'function' ? 'a function' : String(value);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
