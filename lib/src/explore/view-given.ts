import type { ActivationFunction } from '../activations';
import type { EmaMaker, SmaMaker } from '../averages';
import type { batchNorm, groupNorm, instanceNorm, layerNorm, rmsNorm } from '../normalizations';
import type { Slider } from '../notation';
import type { Method } from '../optimizers';
import type { Point, Surface } from '../surfaces';

/** A method in a picture. Its hyper-parameters are what the settings of their names say, else what stands here, else its defaults. */
export type MethodGiven =
  | Method
  | {
      /** The method, which must be a formula. */
      readonly method: Method;
      /** What the legend calls it; default the method's name. */
      readonly name?: string;
      /**
       * Hyper-parameters that are fixed, that a setting of another name moves, or that change from step to step by a formula of t and the settings:
       * `{ eta: 0.1 }`, `{ eta: 'eta of adam' }`, `{ eta: 't <= fall ? eta : eta / 10' }`.
       */
      readonly hyper?: Readonly<Record<string, number | string>>;
    };

/** Methods on a surface: their ways over its contour lines, or the loss after each step. */
export interface SurfaceViewGiven {
  /**
   * `paths`: their ways over the contour lines. `landscape`: the same in space, to be turned. `losses`: the loss after every step, on a logarithmic
   * axis, or on a plain one where a surface goes below 0.
   */
  readonly draw: 'paths' | 'landscape' | 'losses';
  /** The ground; of several the reader chooses one. */
  readonly surface: Surface | readonly Surface[];
  /** The methods, a way each; or, where their hyper-parameters differ from surface to surface, what they are on one: `({ name }) => …`. */
  readonly methods: readonly MethodGiven[] | ((surface: Surface) => readonly MethodGiven[]);
  /**
   * How many steps, or a formula of the settings that says it, rounded to a whole number from 1 up: `steps`, or `400 / b` where 400 gradients of one
   * example are paid for. Default 60.
   */
  readonly steps?: number | string;
  /** Where all begin; default the surface's first start. */
  readonly start?: Point;
  /**
   * Standard deviation of fresh normal noise on both coordinates of every gradient, as `noisy` makes it: a number from 0 up, or a formula of the
   * settings such as `sigma / sqrt(b)`. The same noise for every method; the losses stay exact. Default none.
   */
  readonly noise?: number | string;
  /** Fixes the noise: a whole number from 0 up, or a setting of whole numbers, with which the reader draws it anew. Default 1. */
  readonly seed?: number | string;
}

/** Methods on the curve of a loss of one weight. */
export interface SlopeViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'slope';
  /** A formula of w and the settings: `lambda * w^2 / 2`. */
  readonly loss: string;
  /** Numbers that the loss names and no setting gives. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** The methods, a way each. */
  readonly methods: readonly MethodGiven[];
  /** How many steps, or the setting that says it; default 20. */
  readonly steps?: number | 'steps';
  /** Where all begin. */
  readonly start: number;
  /** The part of the curve that is drawn. */
  readonly window: readonly [number, number];
}

/** Methods that are given one gradient after another, and a number of every step. */
export interface StepsViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'steps';
  /** The methods, a curve each. */
  readonly methods: readonly MethodGiven[];
  /** How many steps, or the setting that says it; default 60. */
  readonly steps?: number | 'steps';
  /** The gradient of step t: a formula of t and the settings, such as `1` or `t < 20 ? 1 : 0`; or one number for each step. */
  readonly gradient: string | readonly number[];
  /**
   * In which steps the gradient comes: every second, every tenth, or as a setting of whole numbers says. In between it is 0, as that of a weight
   * whose input is, and nothing is drawn. Default 1, every step.
   */
  readonly every?: number | string;
  /** Numbers for each step that the gradient may name, such as noise drawn from a seed: `{ z: [0.3, -1.2, …] }`. At least as many as steps. */
  readonly series?: Readonly<Record<string, readonly number[]>>;
  /** What is drawn: a formula of the names of every method's step, and of `dw`, the change of w. Default its length, `abs(dw)`. */
  readonly show?: string;
  /** What the vertical axis says. Default "length of the step". */
  readonly label?: string;
  /** Whether the vertical axis is logarithmic; default not. */
  readonly logY?: boolean;
}

/** Formulas of one variable and the settings. Where the variable is itself a setting, a point shows where it stands. */
export interface CurvesViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'curves';
  /** The variable by its name, such as `t` or `eta`. */
  readonly over: string;
  /** Its range, where it is no setting and not that of the notation. */
  readonly range?: Slider;
  /** By the names of the legend. */
  readonly of: Readonly<Record<string, string>>;
  /** What the horizontal axis says; default the variable's symbol and meaning. */
  readonly x?: string;
  /** What the vertical axis says; default nothing. */
  readonly y?: string;
  /** The ends of the vertical axis, where values run away that the picture is not about; default what all values need. */
  readonly limits?: readonly [number, number];
  /** Whether the vertical axis is logarithmic; default not. */
  readonly logY?: boolean;
}

/** A number over two settings, as colour, and the regions it falls into. */
export interface PlaneViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'plane';
  /** The setting that goes sideways; it has a slider, whose range is the axis. */
  readonly x: string;
  /** The setting that goes upwards, likewise. */
  readonly y: string;
  /** Lines of a program whose last gives the number; the earlier ones may be used in `regions`. */
  readonly value: string;
  /** What the number is. */
  readonly label: string;
  /** Beyond these values the colour stays. */
  readonly limits: readonly [number, number];
  /** Names of regions, each with the formula that is not 0 in it; the first that holds counts, and the last is '1'. */
  readonly regions?: Readonly<Record<string, string>>;
}

/** A running average in a picture. Its β or window is what the setting of that name says, else what stands here, else its default. */
export type AverageGiven =
  | EmaMaker
  | SmaMaker
  | {
      /** The average: exponential or simple. */
      readonly average: EmaMaker | SmaMaker;
      /** What is fixed, or what a setting of another name moves: `{ beta: 0.5 }`, `{ beta: 'other beta' }`. */
      readonly options?: Readonly<Record<string, number | string>>;
    };

/** A series of samples, as points, and running averages of it. */
export interface AveragesViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'averages';
  /** The averages, a curve each, by the names of the legend. */
  readonly of: Readonly<Record<string, AverageGiven>>;
  /** The samples, one number each; or sample t as a formula of t, the settings and `series`: `10 + t / 5 + noise * z`. */
  readonly samples: string | readonly number[];
  /** How many samples are drawn; default 100, of a list all. */
  readonly count?: number;
  /** Numbers for each sample that its formula may name, such as noise drawn from a seed. At least as many as samples. */
  readonly series?: Readonly<Record<string, readonly number[]>>;
  /** What the horizontal axis says. Default "sample t". */
  readonly x?: string;
  /** What the vertical axis says. Default "average". */
  readonly y?: string;
}

/** Normalisations of numbers, which differ in who is taken together. */
type NormalizationOfNumbers = typeof batchNorm | typeof layerNorm | typeof rmsNorm | typeof groupNorm | typeof instanceNorm;

/** A normalisation in a picture. */
export type NormalizationGiven =
  | NormalizationOfNumbers
  | {
      /** The normalisation: of numbers, not of a kernel. */
      readonly normalization: NormalizationOfNumbers;
      /** What says who is taken together: `{ groups: 2 }`, `{ dims: 3 }`. Default the normalisation's own. */
      readonly options?: { readonly groups?: number; readonly dims?: number; readonly axis?: number };
    };

/** A block of numbers, and which of them share a mean with the one where the reader stands. */
export interface GroupsViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'groups';
  /** Examples, then places along no, one or two axes, then channels, as tfjs and Keras order them: `[4, 2, 2, 6]`. Each from 1 to 12. */
  readonly shape: readonly number[];
  /** The normalisation by its name in the picture; of several the reader chooses one. */
  readonly of: Readonly<Record<string, NormalizationGiven>>;
  /**
   * The number at example n, place p and channel c, each from 1: a formula of these, the settings and `series`. Its size is drawn as a colour. Default
   * none: the picture then shows who shares a mean, and nothing else.
   */
  readonly values?: string;
  /** Numbers for each entry that the formula may name, such as noise drawn from a seed, in the order of the shape. */
  readonly series?: Readonly<Record<string, readonly number[]>>;
  /** Whether the numbers are drawn normalised, with γ, β and ε as the settings of these names say. Default as they come. */
  readonly after?: boolean;
  /** Beyond this size the colour stays. Default 3. */
  readonly limit?: number;
}

/** Deep networks at their first weights, which are normal: how large what goes through them is at each layer. */
export interface LayersViewGiven {
  /** Says that it is this kind of view. */
  readonly draw: 'layers';
  /** The activations, a curve each, by the names of the legend: one of the kit, or a formula of x and the settings, such as `x` for linear layers. */
  readonly of: Readonly<Record<string, ActivationFunction | string>>;
  /** Standard deviation of all weights, a formula of the settings and n, the width: `gain / sqrt(n)`. */
  readonly sigma: string;
  /**
   * What is drawn, as a root mean square over units and examples: the `signal`, which is 1 in the inputs; its `spread` from example to example; or the
   * `gradient` by it, which is 1 at the last layer. Default the signal.
   */
  readonly show?: 'signal' | 'spread' | 'gradient';
  /** Units of every layer, inputs too. Default 100. */
  readonly width?: number;
  /** Layers after the inputs. Default 30. */
  readonly depth?: number;
  /** How many examples are sent through. Default 8. */
  readonly examples?: number;
  /** Fixes weights, examples and the gradient at the last layer. Default 1. */
  readonly seed?: number;
  /** What the vertical axis says. Default what is drawn, in words. */
  readonly y?: string;
  /** The ends of the vertical axis, which is logarithmic. Default 10⁻⁶ and 10⁶. */
  readonly limits?: readonly [number, number];
}

/** One picture of an explorable; `draw` says which kind. */
export type ViewGiven = SurfaceViewGiven | SlopeViewGiven | StepsViewGiven | CurvesViewGiven | PlaneViewGiven | AveragesViewGiven | GroupsViewGiven | LayersViewGiven;
