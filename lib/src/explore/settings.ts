import { written } from '../figures/written';
import type { Slider } from '../notation';

/** The values that the reader has chosen, by name. Of a choice it is the number of the option, from 0. */
export type Settings = Readonly<Record<string, number>>;

/** What the reader can move, and where it stands at first. */
export interface Setting {
  readonly name: string;
  /** What stands beside it: "η, learning rate". */
  readonly label: string;
  /** Where it stands at first. */
  readonly at: number;
  /** A slider; or options to choose from; or neither, for what is moved on the picture only. */
  readonly slider?: Slider & { readonly whole?: boolean };
  readonly options?: readonly string[];
}

/** How many places a slider has; an arrow key goes from one to the next. */
export const places = 200;

/** The value at a place of a slider, from 0 to `places`, rounded to what a reader would type. */
export function valueAt({ from, to, scale = 'linear', whole = false }: NonNullable<Setting['slider']>, place: number): number {
  if (place <= 0) return from;
  if (place >= places) return to;
  const share = place / places;
  const rounded = (value: number): number => (whole ? Math.round(value) : value);
  if (scale === 'log') return rounded(Number((from * (to / from) ** share).toPrecision(3)));
  if (scale === 'complement') return rounded(Number((1 - Number(((1 - from) * ((1 - to) / (1 - from)) ** share).toPrecision(3))).toPrecision(12)));
  const value = from + (to - from) * share;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(to - from)));
  return rounded(Number(value.toFixed(Math.min(20, digits))));
}

/** The place of a value, which may lie between two. */
export function placeOf({ from, to, scale = 'linear' }: Slider, value: number): number {
  const share = scale === 'log' ? Math.log(value / from) / Math.log(to / from)
    : scale === 'complement' ? Math.log((1 - value) / (1 - from)) / Math.log((1 - to) / (1 - from))
    : (value - from) / (to - from);
  return places * Math.min(1, Math.max(0, share));
}

/** A value as its label says it. Of a decay close to 1 three digits would hide what matters, so that one minus it has two. */
export function settingText({ slider, options }: Setting, value: number): string {
  if (options) return options[value] ?? '';
  if (slider?.scale !== 'complement') return written(value);
  return String(Number((1 - Number((1 - value).toPrecision(2))).toPrecision(12)));
}

/** Moves of settings, each no further than its slider goes, and whole where that is whole. */
export function legalMoves(settings: readonly Setting[], moved: Settings): Settings {
  return Object.fromEntries(
    Object.entries(moved).map(([name, value]) => {
      const slider = settings.find(one => one.name === name)?.slider;
      return [name, slider === undefined ? value : within(slider, slider.whole ? Math.round(value) : value)];
    }),
  );
}

/** A value no further than the ends of its slider. */
export function within({ from, to }: Slider, value: number): number {
  return Math.min(to, Math.max(from, value));
}
