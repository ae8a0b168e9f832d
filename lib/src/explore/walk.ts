/** Numbers and one-per-weight arrays by name, as a compiled function takes and gives them. */
export type Values = Readonly<Record<string, number | Float64Array>>;

/** A function that the JavaScript reading wrote. */
export type Compiled<Result> = (values: Values) => Result;

/** A method as the JavaScript reading writes it (`javascriptOf`). */
export interface CompiledMethod {
  readonly slots: Readonly<Record<string, { readonly perWeight: boolean; readonly first: number | Compiled<number | Float64Array> }>>;
  readonly at?: Compiled<Float64Array>;
  readonly step: Compiled<Values>;
}

/** One step of a walk: where the gradient was asked, and every name of the formula after it. */
export interface WalkStep {
  readonly at: Float64Array;
  readonly values: Values;
}

/**
 * Walks with a compiled method, in float64, from `start`, each hyper-parameter a number or a function of the step's number: what `trace` does in the
 * library, for a page that has no library. The gradient is asked with the point and the step's number from 1.
 */
export function walk(
  method: CompiledMethod,
  { start, hyper, steps, gradient }: {
    readonly start: readonly number[];
    readonly hyper: Readonly<Record<string, number | ((t: number) => number)>>;
    readonly steps: number;
    readonly gradient: (point: Float64Array, t: number) => readonly number[];
  },
): WalkStep[] {
  const hyperAt = valuesAt(hyper);
  let w: Float64Array = Float64Array.from(start);
  let slots: Record<string, number | Float64Array> = {};
  for (const [name, { perWeight, first }] of Object.entries(method.slots)) {
    const value = typeof first === 'number' ? first : first({ ...hyperAt(1), w });
    slots[name] = typeof value === 'number' && perWeight ? new Float64Array(w.length).fill(value) : value;
  }
  const walked: WalkStep[] = [];
  for (let t = 1; t <= steps; t++) {
    const now = hyperAt(t);
    const at = method.at?.({ ...now, ...slots, w }) ?? w;
    const values = { ...now, ...slots, w, g: Float64Array.from(gradient(at, t)), t };
    const next: Values = { ...values, ...method.step(values) };
    walked.push({ at, values: next });
    w = next.w as Float64Array;
    slots = Object.fromEntries(Object.keys(slots).map(name => [name, next[name] as number | Float64Array]));
  }
  return walked;
}

/** All hyper-parameters at a step; where none of them changes, always the same ones. */
function valuesAt(hyper: Readonly<Record<string, number | ((t: number) => number)>>): (t: number) => Readonly<Record<string, number>> {
  const entries = Object.entries(hyper);
  const at = (t: number): Record<string, number> => Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'number' ? value : value(t)]));
  if (entries.some(([, value]) => typeof value === 'function')) return at;
  const always = at(1);
  return () => always;
}
