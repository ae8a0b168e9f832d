import { latex, latexLines } from '../formula/latex';
import type { Formula } from '../formula/check';
import { symbolFor } from '../notation';
import { isNorm, type CheckedWrapper } from './declaration';

/** What a wrapper does around a step, line by line, with the step of the optimizer inside as one of the lines. */
export function latexOfWrapper({ declaration, pooled, probe, gradient, when, start, weights, restart }: CheckedWrapper): string {
  const glyph = (name: string): string => symbolFor(name, declaration.symbols)?.glyph ?? name;
  const text = (formula: Formula): string => latex(formula, glyph);
  const note = (condition: Formula | undefined): string => (condition === undefined ? '' : ` \\quad \\text{if } ${text(condition)}`);
  // A wrapper that probes speaks of the first gradient before the second one, which is g, has been asked.
  const first = '\\nabla f( w )';
  const ofFirst = (formula: Formula): string => (probe === undefined ? text(formula) : text(formula).replaceAll(glyph('raw'), first));
  const overAll = (share: Formula): string => {
    const sum = `\\sum_{\\text{variables}} ${ofFirst(share)}`;
    return isNorm(share) ? `\\sqrt{ ${sum}^2 }` : sum;
  };
  const pools = [...pooled].map(([name, share]) => `${glyph(name)} &= ${overAll(share)}`);
  const asked = probe === undefined ? first : '\\nabla f( \\check w )';
  const lines = [
    ...(gradient === undefined ? [] : [`${glyph('raw')} &= ${asked}`]),
    ...pools,
    ...(probe === undefined ? [] : [`\\check w &= ${ofFirst(probe)}`]),
    ...(gradient === undefined ? [`g &= ${asked}`] : latexLines(gradient)),
    ...(start === undefined ? [] : latexLines(start).map(line => `${line}${note(when)}`)),
    `${weights === undefined ? 'w' : glyph('stepped')} &\\leftarrow \\text{step}( w, g )${note(when)}`,
    ...(weights === undefined ? [] : latexLines(weights)),
    ...(restart === undefined ? [] : [`&\\text{forget what the step remembers}${note(restart)}`]),
  ];
  return `\\begin{aligned}\n${lines.join(' \\\\\n')}\n\\end{aligned}`;
}
