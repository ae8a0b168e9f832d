import { symbolFor } from '../../notation';
import { latex, latexLines } from '../../formula/latex';
import type { CheckedMethod } from './declaration';

/**
 * A method's formula as the lecture would write it, for `$$…$$`: first where the gradient is taken, then the lines, with time indices
 * derived from the flow of data.
 */
export function latexOf(method: CheckedMethod): string {
  const { program, at, declaration } = method;
  if (declaration.latex !== undefined) return declaration.latex;
  if (program === undefined) throw new Error(`${declaration.name}: its update is a function; its formula stands in its doc comment`);
  const old = (name: string): string => {
    const glyph = symbolFor(name, declaration.symbols)?.glyph ?? name;
    return method.hyperNames.includes(name) ? glyph : `${glyph}_{t-1}`;
  };
  const point = at === undefined ? 'w_{t-1}' : latex(at, old);
  return `\\begin{aligned}\n${[`g_t &= \\nabla f( ${point} )`, ...latexLines(program)].join(' \\\\\n')}\n\\end{aligned}`;
}
