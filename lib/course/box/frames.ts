import type { WireAnswer, WireCall } from '../subject/student-call';
import type { Thrown } from '../subject/thrown';
import type { Wire } from '../subject/wire';

/** What the judging side sends, a line of JSON each. */
export type ToBox =
  /** To be loaded under this name, with the largest value that it may return later, in signs. */
  | { readonly kind: 'load'; readonly id: string; readonly name: string; readonly code: string; readonly limit: number }
  /** To be called in the file that was loaded under this name. */
  | { readonly kind: 'call'; readonly id: string; readonly file: string; readonly call: WireCall }
  /** What a lent function gave, or why it gave nothing. */
  | { readonly kind: 'given back'; readonly id: string; readonly value?: Wire; readonly error?: string }
  /** Nothing more will be asked; to be answered once what runs late has run. */
  | { readonly kind: 'end'; readonly id: string };

/**
 * What a box sends. It is written by a process in which a student's code runs, so of none of it anything is certain; the ids are those of what was
 * asked, and random, so that nothing is answered before it is asked.
 */
export type FromBox =
  | { readonly kind: 'ready' }
  /** With what the file exports: each name with what `typeof` says of it. */
  | { readonly kind: 'loaded'; readonly id: string; readonly exported: readonly (readonly [name: string, kind: string])[] }
  /** The student's code begins to run. */
  | { readonly kind: 'started'; readonly id: string }
  | { readonly kind: 'lent'; readonly id: string; readonly lent: number; readonly given: readonly Wire[] }
  | ({ readonly kind: 'answer'; readonly id: string } & WireAnswer)
  | { readonly kind: 'threw'; readonly id: string; readonly thrown: Thrown }
  /** Something was thrown when nothing ran any more that could have caught it. */
  | { readonly kind: 'late'; readonly thrown: Thrown }
  | { readonly kind: 'ended'; readonly id: string };

/** The file descriptors of a box: frames both ways, its runtime, the runtime's compiled form, and the library for those who import more of it. */
export const DESCRIPTORS = { frames: 3, runtime: 4, cache: 5, library: 6 } as const;
