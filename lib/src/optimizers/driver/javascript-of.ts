import { formulaJavaScript, programJavaScript } from '../../formula/javascript';
import type { CheckedMethod } from './declaration';

/**
 * A method as JavaScript that a page can run by itself: the text of an object with its update (`step`), its slots with their first values, and
 * where the gradient is asked (`at`). The path is that of `trace`, to the last bit. Errors: a method that is no formula.
 */
export function javascriptOf({ declaration, program, at, initial }: CheckedMethod): string {
  if (program === undefined) throw new Error(`${declaration.name}: its update is no formula, so there is no JavaScript of it for a page`);
  const slots = [...initial].map(([slot, first]) => {
    const perWeight = program.kinds.get(slot) === 'tensor';
    return `${JSON.stringify(slot)}: { perWeight: ${perWeight}, first: ${typeof first === 'number' ? first : formulaJavaScript(first)} }`;
  });
  const where = at === undefined ? '' : `\nat: ${formulaJavaScript(at)},`;
  return `{\nslots: { ${slots.join(', ')} },${where}\nstep: ${programJavaScript(program)}\n}`;
}
