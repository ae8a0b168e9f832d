/** What is wrong with a formula, and where: for an editor that can point there. */
export class FormulaError extends Error {
  constructor(
    message: string,
    /** The number of the line, from 1. */
    readonly row: number,
    /** The first wrong character of the line, from 1, without the blanks before the line; missing where the whole line is wrong. */
    readonly column?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
