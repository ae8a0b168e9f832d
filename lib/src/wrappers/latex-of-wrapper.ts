import { latex, latexLines } from '../formula/latex';
import type { Formula } from '../formula/check';
import { symbolFor } from '../notation';
import type { CheckedWrapper } from './declaration';

/** What a wrapper does around a step, line by line, with the step of the optimizer inside as one of the lines. */
export function latexOfWrapper({ declaration, pooled, probe, gradient, when, weights, restart }: CheckedWrapper): string {
  const glyph = (name: string): string => symbolFor(name, declaration.symbols)?.glyph ?? name;
  const text = (formula: Formula): string => latex(formula, glyph);
  const note = (condition: Formula | undefined): string => (condition === undefined ? '' : ` \\quad \\text{if } ${text(condition)}`);
  const raw = `${glyph('raw')} &= \\nabla f( ${probe === undefined ? 'w' : '\\tilde w'} )`;
  const lines = [
    ...(probe === undefined ? [] : [`\\tilde w &= ${text(probe).replaceAll(glyph('raw'), '\\nabla f( w )')}`]),
    raw,
    ...[...pooled].map(([name, share]) => `${glyph(name)} &= \\sum_{\\text{variables}} ${text(share)}`),
    ...(gradient === undefined ? [`g &= ${glyph('raw')}`] : latexLines(gradient)),
    `${glyph('stepped')} &= \\text{step}( w, g )${note(when)}`,
    ...(weights === undefined ? [`w &= ${glyph('stepped')}`] : latexLines(weights)),
    ...(restart === undefined ? [] : [`&\\text{forget what the step remembers}${note(restart)}`]),
  ];
  return `\\begin{aligned}\n${lines.join(' \\\\\n')}\n\\end{aligned}`;
}
