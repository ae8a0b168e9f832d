/** What the process that runs a lesson's tests tells the one that waits for it, a line of JSON each. */
export type CheckEvent =
  | { readonly kind: 'found'; readonly tests: readonly string[] }
  /** The student's file begins to run. */
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'started'; readonly test: string }
  /** What the student's file printed; `left out` counts the lines that came after what is shown, for the test or the loading that runs. */
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'left out'; readonly lines: number }
  | { readonly kind: 'finished'; readonly test: string; readonly state: 'passed' | 'failed' | 'skipped'; readonly errors: readonly TestError[] }
  /** The file could not be loaded at all. */
  | { readonly kind: 'broken'; readonly errors: readonly TestError[] };

/** Why a test failed. */
export interface TestError {
  readonly name: string;
  /** What is wrong and where, ready to be shown. */
  readonly message: string;
}
