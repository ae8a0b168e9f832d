import { knownOptions, type Names } from '../../options';
import { quintic, type Polynomial, type Start } from '../algebra/polar';

/** The three coefficients of a round: of X, (XXᵀ)X and (XXᵀ)²X. */
export type Coefficients = readonly [a: number, b: number, c: number];

/** How one form of Muon differs from another. Every default is torch's and the author's. */
export interface MuonForm {
  /** Whether the velocity averages gradients (default) or sums them, as the author's article and Keras do. */
  readonly velocity?: 'average' | 'sum';
  /** Whether the new gradient joins the velocity once more, as in Nesterov's method. Default true. */
  readonly nesterov?: boolean;
  /** Whether averages are freed of their bias towards zero, the velocity's as in Nadam. Default false; optax does. */
  readonly correction?: boolean;
  /** How often the polynomial is applied. Default 5; given by the coefficients where these are a list. */
  readonly rounds?: number;
  /** One polynomial for all rounds, or one for each. Default the author's 3.4445, −4.775, 2.0315. */
  readonly coefficients?: Coefficients | readonly Coefficients[];
  /** What the matrix is divided by before the first round. Default its Frobenius norm; optax calls it `preconditioning`. */
  readonly start?: Start;
  /** Whether ε is the least that is divided by (default, torch) or is added (optax, Keras). */
  readonly floor?: 'least' | 'added';
  /** Whether the step is multiplied by its product with the direction, so that small gradients make small steps. Default false; optax offers it. */
  readonly adaptive?: boolean;
  /**
   * How long a step is: `width`, √max(1, outputs/inputs) (default); `none`; or a number r, which makes the root mean square of every step r η by
   * r √max(inputs, outputs): 0.2 is about Adam's, so that its rates can be kept (torch's `match_rms_adamw`, optax's `consistent_rms`, Keras's `rms_rate`).
   */
  readonly scale?: 'width' | 'none' | number;
}

/** A form with every default filled in. */
export interface SettledForm {
  readonly velocity: 'average' | 'sum';
  readonly nesterov: boolean;
  readonly correction: boolean;
  readonly polynomials: readonly Polynomial[];
  readonly start: Start;
  readonly floor: 'least' | 'added';
  readonly adaptive: boolean;
  readonly scale: 'width' | 'none' | number;
}

const settings: Names<MuonForm> = {
  velocity: true,
  nesterov: true,
  correction: true,
  rounds: true,
  coefficients: true,
  start: true,
  floor: true,
  adaptive: true,
  scale: true,
};

/** Fills the defaults in. Errors: a setting that is unknown, of another kind, or at odds with another one. */
export function checkedForm(form: MuonForm): SettledForm {
  knownOptions('muonForm', form, settings);
  const scale = form.scale ?? 'width';
  if (typeof scale === 'number' && !(scale > 0 && Number.isFinite(scale)))
    throw new Error(`muonForm: scale must be width, none or in (0, inf), got ${scale}`);
  const settled = {
    velocity: oneOf('velocity', form.velocity ?? 'average', ['average', 'sum']),
    nesterov: truth('nesterov', form.nesterov ?? true),
    correction: truth('correction', form.correction ?? false),
    polynomials: polynomialsOf(form),
    start: oneOf('start', form.start ?? 'frobenius', ['frobenius', 'spectral', 'schatten', 'aol']),
    floor: oneOf('floor', form.floor ?? 'least', ['least', 'added']),
    adaptive: truth('adaptive', form.adaptive ?? false),
    scale: typeof scale === 'number' ? scale : oneOf('scale', scale, ['width', 'none']),
  } as const;
  if (settled.correction && settled.velocity === 'sum')
    throw new Error('muonForm: correction needs velocity average, got sum, which has no bias towards zero');
  return settled;
}

function polynomialsOf({ rounds, coefficients = [quintic.a, quintic.b, quintic.c] }: MuonForm): Polynomial[] {
  const list = isList(coefficients) ? coefficients : Array.from({ length: checkedRounds(rounds ?? 5) }, () => coefficients);
  if (isList(coefficients) && rounds !== undefined && rounds !== list.length) {
    throw new Error(`muonForm: rounds must be ${list.length}, the number of coefficients, got ${rounds}`);
  }
  return list.map(triple => {
    const fits = Array.isArray(triple) && triple.length === 3 && triple.every(Number.isFinite);
    if (!fits) throw new Error(`muonForm: coefficients must be three numbers, or a list of such, got ${JSON.stringify(triple)}`);
    const [a, b, c] = triple as Coefficients;
    return { a, b, c };
  });
}

function isList(coefficients: Coefficients | readonly Coefficients[]): coefficients is readonly Coefficients[] {
  return Array.isArray(coefficients[0]);
}

/** More rounds than this are a slip: forty reach the polar factor to rounding. */
const mostRounds = 1000;

function checkedRounds(rounds: number): number {
  if (Number.isInteger(rounds) && rounds >= 0 && rounds <= mostRounds) return rounds;
  throw new Error(`muonForm: rounds must be a whole number from 0 to ${mostRounds}, got ${String(rounds)}`);
}

function oneOf<const Word extends string>(setting: string, value: Word, words: readonly Word[]): Word {
  if (words.includes(value)) return value;
  throw new Error(`muonForm: ${setting} must be one of ${words.join(', ')}, got ${JSON.stringify(value)}`);
}

function truth(setting: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw new Error(`muonForm: ${setting} must be true or false, got ${JSON.stringify(value)}`);
}
