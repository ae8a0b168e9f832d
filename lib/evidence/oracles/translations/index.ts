import type { OptimizerCase } from '../recorded';
import { keras } from './keras/methods';
import { optax } from './optax/methods';
import { papers } from './papers';
import type { Arguments, Recipe } from './recipe';
import { torch } from './torch/methods';

export type { Arguments, Recipe };

/** What a recorded case is called here, or why the kit does not cover it. */
export function translate(
  recorded: Pick<OptimizerCase, 'library' | 'optimizer' | 'args' | 'steps'> & { readonly note?: string },
  problem: string,
): Recipe | string {
  const { library, optimizer, args, steps } = recorded;
  const context = { problem, steps, ...(recorded.note !== undefined && { note: recorded.note }) };
  switch (library) {
    case 'optax':
      return optax(optimizer, args, context);
    case 'keras':
      return keras(optimizer, args, context);
    case 'torch':
      return torch[optimizer]?.(args, context) ?? `no method for torch's ${optimizer}`;
    case undefined:
      // The first recordings, of torch 1.13 and of papers.
      if (searchesOn(optimizer, args))
        return 'torch 1.13 searched on where max_eval was used up, which torch 2.13 does not; its recordings are replayed';
      return (torch[optimizer] ?? papers[optimizer])?.(args, context) ?? `no method "${optimizer}"`;
    default:
      return `no translation of what ${library} calls its methods`;
  }
}

/** With one evaluation a step, the line search of torch 2.13 has none of its own. */
function searchesOn(optimizer: string, args: Arguments): boolean {
  return optimizer === 'LBFGS' && args['line_search_fn'] !== null && (args['max_eval'] as number) <= 1;
}
