import * as optimizers from '../optimizers';
import type { Method } from '../optimizers';
import { knownOptions, type Names } from '../options';
import { beale, himmelblau, quadratic, ravine, rosenbrock, saddle, type Surface } from '../surfaces';
import { stillOf } from '../explore/still-of';
import { pathsView } from '../explore/views/paths';
import { lossesView } from '../explore/views/losses';
import type { Figure } from '../figures';
import { methodText, surfaceText, type Playground } from './known';
import { playgroundSpec } from './spec';

/** What a playground begins with; all of it can be changed on the page. */
export interface PlaygroundOptions {
  /** The method whose lines stand in the editor at first. Default momentum. */
  readonly rule?: Method;
  /** The method that the rule is held against at first. Default gradient descent. */
  readonly beside?: Method;
  /** The surfaces to choose from, the first at first. Default six of the library. */
  readonly surfaces?: readonly Surface[];
  /** Methods of your own, besides the library's. */
  readonly methods?: readonly Method[];
}

const optionNames: Names<PlaygroundOptions> = { rule: true, beside: true, surfaces: true, methods: true };

/** Every method of the library that is a formula, those that a lecture prints wrongly included. */
export function formulas(): Method[] {
  const isFormula = (value: unknown): value is Method => typeof value === 'function' && 'declaration' in value && (value as Method).program !== undefined;
  return Object.values<unknown>(optimizers).filter(isFormula);
}

function usual(): Surface[] {
  return [ravine(), quadratic(), rosenbrock(), saddle(), beale(), himmelblau()];
}

/** Checks the options and puts the data together. Errors: a method or surface that is no formula. */
export function describePlayground(options: PlaygroundOptions = {}): Playground {
  const { rule = optimizers.momentum, beside = optimizers.gradientDescent, surfaces = usual(), methods = [] } = knownOptions('playground', options, optionNames);
  if (surfaces.length === 0) throw new Error('playground: surfaces is empty; give at least one');
  const all = [...new Set([...methods, rule, beside, ...formulas()])].map(methodText);
  return { methods: all, surfaces: surfaces.map(surfaceText), rule: rule.declaration.name, beside: beside.declaration.name };
}

/** The pictures at the first settings, for whoever's page runs no scripts. */
export function playgroundStills(data: Playground): Figure[] {
  const { paths, losses, settings } = playgroundSpec(data);
  return [pathsView(paths), lossesView(losses)].map(view => stillOf(view, settings, 'Which way does a rule take?'));
}
