import type { Data, Layout } from 'plotly.js';
import type { Settings } from '../settings';

/** A point of the picture that the reader can drag: the settings it moves, and where it is. */
export interface Handle {
  /** What it is, for whoever hears it: "start". */
  readonly label: string;
  /** The setting that moving it sideways changes; `at` is where it stands on the axis, `step` how far an arrow key moves it, default a hundredth. */
  readonly x: { readonly setting: string; readonly at: number; readonly step?: number };
  /** Without a setting it only goes along with the other coordinate. */
  readonly y: { readonly setting?: string; readonly at: number; readonly step?: number };
}

/** A picture at some settings. */
export interface Drawing {
  /** What lies below and seldom changes: it is drawn anew only when `key` differs. */
  readonly ground: { readonly key: string; readonly traces: () => readonly Data[] };
  /** What changes with every move; always the same number of traces, in the same order. */
  readonly moving: readonly Data[];
  /** The ranges of the axes, in the axis' own terms: of a logarithmic one the exponents. */
  readonly ranges: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
  /** The axes of a picture in space, in place of the plane's. */
  readonly scene?: NonNullable<Layout['scene']>;
  readonly handles: readonly Handle[];
  /** What a reader would see, a sentence for each thing. */
  readonly says: readonly string[];
  /** What stands for the picture where it is alone, if that is not what it says. */
  readonly alt?: string;
}

/** One picture of an explorable. Nothing in it needs a library or a page, so the still picture and the live one are drawn by the same code. */
export interface View {
  readonly height: number;
  readonly layout: Partial<Layout>;
  draw(settings: Settings): Drawing;
  /** Settings that go along when one of these is moved: on another surface a descent starts elsewhere. */
  follow?(moved: readonly string[], settings: Settings): Settings;
}
