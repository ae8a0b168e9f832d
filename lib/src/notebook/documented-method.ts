import { documentation, isDocumented, parametersOf, symbolsIn, type Documented } from '../documentation';
import { latexOf, type Method } from '../optimizers';
import type { Wrapper } from '../wrappers';

/** What a thing of the kit says of itself; undefined for one that says nothing. */
export function documentedOf(thing: unknown): Documented | undefined {
  return isDocumented(thing) ? thing : documentedMethod(thing);
}

/** A method of optimisation, or something around one, in the shape in which the rest of the kit describes itself; undefined for anything else. */
export function documentedMethod(thing: unknown): Documented | undefined {
  if (!isDeclared(thing)) return undefined;
  const { hyper, symbols } = thing.declaration;
  const names = Object.keys(hyper);
  const program = 'program' in thing ? thing.program : undefined;
  return {
    documentation: documentation(thing.declaration, {
      parameters: parametersOf(names, hyper, symbols),
      where: program === undefined ? [] : symbolsIn(program, names),
    }),
    ...latexReading(thing),
  };
}

function isDeclared(thing: unknown): thing is Method | Wrapper {
  if (typeof thing !== 'function' || !('declaration' in thing)) return false;
  return typeof thing.declaration === 'object' && thing.declaration !== null && 'hyper' in thing.declaration;
}

/** An update that is a plain function, such as a student's own, has no formula. */
function latexReading(thing: Method | Wrapper): Pick<Documented, 'latex'> {
  if ('latex' in thing) return { latex: () => thing.latex() };
  return thing.program === undefined && thing.declaration.latex === undefined ? {} : { latex: () => latexOf(thing) };
}
