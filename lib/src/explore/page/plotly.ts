import type { Config, Data, Layout } from 'plotly.js';

/** An axis of a drawn plot, as Plotly keeps it: between data and pixels of the plot's area. */
export interface DrawnAxis {
  readonly _offset: number;
  readonly _length: number;
  d2p(value: number): number;
  p2d(pixel: number): number;
}

/** An element that Plotly has drawn in. */
export type Plot = HTMLElement & { readonly _fullLayout: { readonly xaxis: DrawnAxis; readonly yaxis: DrawnAxis } };

/** What of Plotly an explorable calls. */
export interface Plotly {
  react(div: HTMLElement, data: readonly Data[], layout: Partial<Layout>, config: Partial<Config>): Promise<unknown>;
  animate(div: HTMLElement, frame: object, options: object): Promise<unknown>;
  readonly Plots: { resize(div: HTMLElement): void };
}

declare global {
  interface Window {
    /** The course's own build of Plotly, once it is in the page. */
    descentPlotly?: Plotly;
  }
}
