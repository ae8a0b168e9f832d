import { stylesOf } from '../../figures/theme';
import { DescentOptimizer, type Method } from '../../optimizers';
import { HyperParameters } from '../../optimizers/driver/hyper';
import { javascriptOf } from '../../optimizers/driver/javascript-of';
import { knownOptions } from '../../options';
import { Code } from '../code';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { MethodGiven } from '../view-given';

/** The methods of a view as walkers of the page, and the settings that move them. */
export interface CompiledMethods {
  readonly code: readonly { readonly name: string; readonly hyper: object; readonly method: Code }[];
  readonly uses: ReadonlySet<string>;
}

interface Named {
  readonly method: Method;
  readonly name: string;
  readonly hyper: Readonly<Record<string, number | string>>;
}

/** Errors: what is no method, or no formula; a hyper-parameter that is unknown or outside its interval; a setting that is not there. */
export function compileMethods(methods: readonly MethodGiven[], settings: readonly Setting[]): CompiledMethods {
  const all = methods.map(namedMethod);
  const styles = stylesOf(all.map(({ name }) => name));
  const hypers = all.map(one => hyperOf(one, settings));
  return {
    code: all.map(({ name, method }, k) => ({ name, ...styles[k], method: new Code(javascriptOf(method)), hyper: hypers[k]?.code ?? {} })),
    uses: new Set(hypers.flatMap(({ uses }) => uses)),
  };
}

/** A method with what an author says of it. */
export function namedMethod(given: MethodGiven): Named {
  if (given instanceof DescentOptimizer) {
    throw new Error(`explore: methods must hold methods, such as adam, not an optimizer that has been made, got ${given.name}`);
  }
  const described = 'hyperNames' in given ? { method: given } : knownOptions('explore: a method', given, { method: true, name: true, hyper: true });
  const { method, name, hyper = {} } = described;
  if (typeof method !== 'function' || !('hyperNames' in method)) throw new Error(`explore: methods must hold methods, such as adam, got ${typeof method}`);
  return { method, name: name ?? method.declaration.name, hyper };
}

/** The hyper-parameters of a walker, and the settings that move them. */
interface CompiledHyper {
  readonly code: Readonly<Record<string, number | string | Code>>;
  readonly uses: readonly string[];
}

/** Each hyper-parameter as a number, as the setting that moves it, or as a formula of the settings and the step's number. */
function hyperOf({ method: { declaration, hyperNames }, hyper }: Named, settings: readonly Setting[]): CompiledHyper {
  const { name: owner } = declaration;
  const own = settings.map(({ name }) => name);
  const unknown = Object.keys(hyper).find(name => !hyperNames.includes(name));
  if (unknown !== undefined) throw new Error(`explore: ${owner} has no hyper-parameter "${unknown}"; known: ${hyperNames.join(', ')}`);
  const numbers = Object.entries(hyper).filter(([, value]) => typeof value === 'number');
  new HyperParameters(declaration, Object.fromEntries(numbers));
  const defaults: Readonly<Record<string, number>> = declaration.hyper;
  const uses: string[] = [];
  const code = Object.fromEntries(
    hyperNames.map((name): [string, number | string | Code] => {
      const value = hyper[name] ?? (own.includes(name) ? name : (defaults[name] as number));
      if (typeof value === 'number') return [name, value];
      if (own.includes(value)) {
        uses.push(value);
        return [name, value];
      }
      if (/^\w+$/.test(value) && value !== 't') throw new Error(`explore: there is no setting "${value}" for ${name} of ${owner}`);
      const changing = numberCode(`explore: ${name} of ${owner}`, value, [...own.filter(one => one !== 't'), 't']);
      uses.push(...[...changing.names].filter(one => one !== 't'));
      return [name, changing.code];
    }),
  );
  return { code, uses };
}

/** How many steps: a whole number, or the setting that says it. Errors: another number; a setting that is not there. */
export function countOf(steps: number | string, settings: readonly Setting[]): number | string {
  if (typeof steps === 'string') requireSetting(steps, 'the number of steps', settings);
  else requireWhole('steps', steps);
  return steps;
}

/** A number of steps as the page gets it, and the settings that it uses. */
export interface CompiledCount {
  readonly code: number | string | Code;
  readonly uses: readonly string[];
}

/** How many steps, where a formula of the settings may say it, too. Errors: those of `countOf`; an unknown name in the formula. */
export function formulaCountOf(steps: number | string, settings: readonly Setting[]): CompiledCount {
  if (typeof steps === 'number') return { code: countOf(steps, settings), uses: [] };
  if (/^\w+$/.test(steps)) return { code: countOf(steps, settings), uses: [steps] };
  const { code, names } = numberCode('explore: steps', steps, settings.map(({ name }) => name));
  return { code, uses: [...names] };
}

/** How many steps lie from one gradient to the next, likewise. Errors also: a setting with values between whole numbers. */
export function distanceOf(every: number | string, settings: readonly Setting[]): number | string {
  if (typeof every === 'number') {
    requireWhole('every', every);
    return every;
  }
  const { slider } = requireSetting(every, 'every', settings);
  if (!(slider?.whole && slider.from >= 1)) throw new Error(`explore: every needs a setting of whole numbers from 1 up, got "${every}"`);
  return every;
}

function requireSetting(name: string, what: string, settings: readonly Setting[]): Setting {
  const setting = settings.find(one => one.name === name);
  if (setting === undefined) throw new Error(`explore: there is no setting "${name}" for ${what}`);
  return setting;
}

function requireWhole(what: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) throw new Error(`explore: ${what} must be a whole number from 1 up, got ${value}`);
}
