import { written } from '../figures/written';
import type { Point } from '../explore/views/surface-runs';
import type { CheckedMethod } from '../optimizers/driver/declaration';
import { interpreted } from './interpreted';
import { areTwins, type Walking } from './twins';

/** A method that the rule may turn out to be. */
export interface Candidate {
  readonly title: string;
  readonly wrong?: string;
  readonly walking: Walking;
}

/** What the rule is: the method beside it, another that the library knows, or something of its own. */
export function verdict(rule: Walking, { beside, others, ways: [own, other] }: {
  readonly beside: Candidate;
  readonly others: readonly Candidate[];
  /** The ways of the rule and of the method beside it, on the surface that is shown. */
  readonly ways: readonly [readonly Point[], readonly Point[]];
}): string {
  if (areTwins(rule, beside.walking)) return `Your rule walks the path of ${beside.title}, to rounding.`;
  const twin = others.find(({ walking }) => areTwins(rule, walking));
  const printed = twin?.wrong === undefined ? '' : ', a form that is printed somewhere and wrong';
  const is = twin === undefined ? '' : `Your rule walks the path of ${twin.title}${printed}. `;
  return is + distance(own, other, beside.title);
}

function distance(own: readonly Point[], other: readonly Point[], name: string): string {
  const apart = own.map(([x, y], k) => Math.hypot(x - (other[k]?.[0] ?? NaN), y - (other[k]?.[1] ?? NaN)));
  const first = apart.findIndex(far => far > 1e-9);
  const last = apart[apart.length - 1] as number;
  if (first < 0) return `On this surface it walks the path of ${name}.`;
  if (!Number.isFinite(last)) return `It parts from ${name} in step ${first}.`;
  return `It parts from ${name} in step ${first}; after ${own.length - 1} steps the two are ${written(last)} apart.`;
}

/** A method of the library with the hyper-parameters that are set, and its defaults for the others. */
export function walkingOf(method: CheckedMethod, values: Readonly<Record<string, number>>): Walking {
  const hyper = method.hyperNames.map(name => [name, values[name] ?? (method.declaration.hyper as Readonly<Record<string, number>>)[name]]);
  return { method: interpreted(method), hyper: Object.fromEntries(hyper) as Record<string, number> };
}
