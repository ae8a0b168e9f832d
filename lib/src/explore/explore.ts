import type { Figure } from '../figures/figure';
import { knownOptions, type Names } from '../options';
import { codeOf } from './code';
import { compileView, impliedSettings } from './compile';
import { settingsOf, type SettingGiven } from './given';
import type { Setting, Settings } from './settings';
import { stillOf } from './still-of';
import type { ViewGiven } from './view-given';
import { viewOf, type ViewSpec } from './views';

/** What `explore` makes: pictures that answer a reader who moves something, with no kernel attached. */
export interface Explorable {
  /** The question that it answers. */
  readonly title: string;
  /** The pictures at the first settings, each with its text alternative, for whoever's page runs no scripts. */
  readonly stills: readonly Figure[];
  /** What can be moved, in the order of the controls. */
  readonly settings: readonly Setting[];
  /** The setting that a button plays from one end to the other, if there is one. */
  readonly play?: string;
  /** A JavaScript expression: the list of the views' specifications, methods and formulas compiled. */
  readonly code: string;
  /** A sentence shown below. */
  readonly caption?: string;
}

/** What `explore` is given: a question, what can be moved, and the pictures that answer. */
export interface ExploreOptions {
  /** The question that the figure answers. */
  readonly title: string;
  /**
   * What the reader can move, in the order of the controls: a number is where it stands at first, and the notation says the rest. A setting moves
   * every hyper-parameter and every parameter of that name which is not fixed. `steps` is the number of steps.
   */
  readonly settings: Readonly<Record<string, SettingGiven>>;
  /** The pictures, one beside the other where there is room. */
  readonly views: readonly ViewGiven[];
  /** A setting with a slider, such as `steps`, that a button plays from one end to the other: a race. Nothing plays unasked. Default none. */
  readonly play?: string;
  /** A sentence shown below. */
  readonly caption?: string;
}

const optionNames: Names<ExploreOptions> = { title: true, settings: true, views: true, play: true, caption: true };

/**
 * Pictures to move: sliders, choices and points to drag, answered in the page itself, in JupyterLab before any cell has run as on the pages of the
 * site. What is drawn is computed by the formulas' own text, written into the page as JavaScript, to the last bit the numbers of `trace`.
 *
 * Views: `paths`, `losses` and, in space, the `landscape` of methods on a surface, with exact gradients or rough ones; steps on the `slope` of a loss
 * of one weight; numbers of the `steps` of methods that are given gradients; `curves` of formulas; the `plane` of two settings; running `averages` of a series; the `groups`
 * of a block of numbers that a normalisation takes together; and what deep networks do, layer by layer, with a signal and a gradient: `layers`.
 *
 * Errors: a method or surface that is no formula; a setting that nothing uses or that has no range; a formula with an unknown name.
 */
export function explore(options: ExploreOptions): Explorable {
  const { title, settings: given, views, play, caption } = knownOptions('explore', options, optionNames);
  if (views.length === 0) throw new Error(`explore "${title}": views is empty; give at least one`);
  const shown = settingsOf(given);
  const settings = [...shown, ...impliedSettings(views, shown)];
  const specs = views.map(view => compileView(view, settings));
  const unused = shown.find(({ name }) => !specs.some(({ uses }) => uses.has(name)));
  if (unused) throw new Error(`explore "${title}": nothing uses the setting "${unused.name}"`);
  if (play !== undefined && !shown.some(({ name, slider }) => name === play && slider)) {
    throw new Error(`explore "${title}": play must be a setting with a slider, got "${play}"`);
  }
  const code = codeOf(specs.map(({ spec }) => spec));
  const stills = stillsOf(title, code, firstSettings(settings));
  return { title, settings, code, stills, ...(play !== undefined && { play }), ...(caption !== undefined && { caption }) };
}

function firstSettings(settings: readonly Setting[]): Settings {
  return Object.fromEntries(settings.map(({ name, at }) => [name, at]));
}

/** The code is run here as the page will run it. */
function stillsOf(title: string, code: string, settings: Settings): Figure[] {
  const specs = new Function(`return ${code}`)() as ViewSpec[];
  return specs.map(spec => stillOf(viewOf(spec), settings, title));
}
