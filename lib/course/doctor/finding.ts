/** What the doctor found about one thing the course uses. */
export interface Finding {
  /** What was looked at: "node", "jupyter", … A part may have several findings. */
  readonly part: string;
  /** `missing`: the course does without it. `problem`: something will not work until it is put right. */
  readonly status: 'ok' | 'missing' | 'problem';
  readonly text: string;
  /** What to do about it. */
  readonly remedy?: string;
}
