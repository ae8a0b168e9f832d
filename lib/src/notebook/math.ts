import { display } from './display';
import { knownOptions } from '../options';

/**
 * Shows a LaTeX formula below the cell, without dollar signs: `math('w - \\eta g')`.
 * On a line of its own, or with `display: false` in the size of the text. Outside a notebook the LaTeX is printed.
 * Errors: an empty formula, one that holds a dollar sign.
 */
export function math(latex: string, options: { display?: boolean } = {}): void {
  const { display: alone = true } = knownOptions('math', options, { display: true });
  const formula = latex.trim();
  if (formula === '') throw new Error('math: the formula is empty; give latex such as "w - \\\\eta g"');
  if (/(^|[^\\])\$/.test(formula)) throw new Error(`math: "${formula}" holds a dollar sign; give the formula without them`);
  display({ 'text/latex': alone ? `$$${formula}$$` : `$${formula}$`, 'text/plain': formula });
}

/** Shows text in Markdown, with formulas between dollar signs, below the cell; outside a notebook it is printed as it is. */
export function markdown(text: string): void {
  display({ 'text/markdown': text, 'text/plain': text });
}
