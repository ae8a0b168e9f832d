import type { Random } from '../../../src/datasets';
import { symbolFor } from '../../../src/notation';
import type { Method } from '../../../src/optimizers';

/**
 * Hyper-parameters far from their defaults, so that each of them matters within a few steps, and from each other, so that none passes for another:
 * rates around 0.2, decays from 0.5 to 0.95, ε around 0.05, anything else near its default.
 */
export function drawHyper({ declaration, hyperNames }: Method, random: Random): Record<string, number> {
  const decays = hyperNames.filter(name => interval(name, declaration.symbols) === '[0, 1)');
  const ladder = random.shuffle(decays.map((_, k) => 0.5 + (0.45 * (k + 0.2 + 0.6 * random.uniform())) / decays.length));
  return Object.fromEntries(hyperNames.map(name => {
    if (decays.includes(name)) return [name, ladder[decays.indexOf(name)] as number];
    if (name === (declaration.rate ?? 'eta')) return [name, 0.12 * 2 ** (1.5 * random.uniform())];
    if (name === 'epsilon') return [name, 0.03 * 2 ** (1.5 * random.uniform())];
    if (name === 'lambda') return [name, 0.08 * 2 ** random.uniform()];
    return [name, ((declaration.hyper as Readonly<Record<string, number>>)[name] ?? 1) * (0.8 + 0.4 * random.uniform())];
  }));
}

function interval(name: string, symbols: Method['declaration']['symbols']): string | undefined {
  return symbolFor(name, symbols)?.interval;
}
