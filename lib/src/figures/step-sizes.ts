import type { Annotation, Data, Layout } from 'plotly.js';
import { figure, type Figure } from './figure';
import { stepWords, type Walk } from './step-words';
import { palette } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { knownOptions, type Names } from '../options';

/** What `stepSizes` draws: one parabola, and a panel for every rate. */
export interface StepSizesOptions extends FigureWords {
  /** λ of the parabola λw²/2, above 0. */
  readonly curvature: number;
  /** One panel each, with its heading. */
  readonly rates: ReadonlyArray<{ readonly heading: string; readonly eta: number }>;
  /** Where every descent begins, not 0. */
  readonly start: number;
  /** How many steps are drawn, unless the descent leaves the picture before. */
  readonly steps: number;
}

const optionNames: Names<StepSizesOptions> = { ...wordNames, curvature: true, rates: true, start: true, steps: true };

/**
 * Gradient descent on one parabola at several step sizes, a panel each, as deck 002 draws them (002:43): w ← (1 − ηλ) w is slow below η = 1/λ,
 * there in one step, swings from side to side beyond it, and diverges above 2/λ. Errors: an empty title, no rate.
 */
export function stepSizes(options: StepSizesOptions): Figure {
  const { title, caption, curvature, rates, start, steps } = knownOptions('step sizes', options, optionNames);
  for (const rate of rates) knownOptions('step sizes: a rate', rate, { heading: true, eta: true });
  const reach = 1.6 * Math.abs(start);
  const loss = (w: number): number => (curvature * w * w) / 2;
  const parabola = Array.from({ length: 81 }, (_, i) => -reach + (2 * reach * i) / 80);
  const columns = 2;
  const rows = Math.ceil(rates.length / columns);
  const data: Data[] = [];
  const walks: Walk[] = [];
  const headings: Array<Partial<Annotation>> = [];
  const axes: Record<string, unknown> = {};
  rates.forEach(({ heading, eta }, panel) => {
    const axis = panel === 0 ? '' : String(panel + 1);
    const walk = [start];
    while (walk.length <= steps) walk.push((1 - eta * curvature) * (walk[walk.length - 1] as number));
    const seen = walk.slice(0, Math.max(2, walk.findIndex(w => Math.abs(w) > 20 * reach) + 1 || walk.length));
    walks.push({ heading, factor: 1 - eta * curvature, steps: seen.length - 1, end: seen.at(-1) ?? start });
    data.push(
      { type: 'scatter', mode: 'lines', x: parabola, y: parabola.map(loss), xaxis: `x${axis}`, yaxis: `y${axis}`, line: { color: palette.grey, width: 1.5 }, hoverinfo: 'skip' },
      { type: 'scatter', mode: 'lines+markers', name: heading, x: seen, y: seen.map(loss), xaxis: `x${axis}`, yaxis: `y${axis}`, line: { color: palette.vermilion, width: 1.5 }, marker: { color: palette.vermilion, size: 6 } },
    );
    axes[`xaxis${axis}`] = { range: [-reach, reach], title: { text: panel >= rates.length - columns ? 'w' : '' } };
    axes[`yaxis${axis}`] = { range: [-0.05 * loss(reach), loss(reach)], title: { text: panel % columns === 0 ? 'loss' : '' } };
    headings.push({ text: heading, xref: `x${axis} domain` as 'x domain', yref: `y${axis} domain` as 'y domain', x: 0.5, y: 1.02, yanchor: 'bottom', showarrow: false, font: { size: 13 } });
  });
  const layout: Partial<Layout> = {
    ...(axes as Partial<Layout>),
    grid: { rows, columns, pattern: 'independent', ygap: 0.35, xgap: 0.12 },
    showlegend: false,
    annotations: headings,
  };
  return figure({
    title,
    alt: alternative(options, () => stepWords({ curvature, start, steps, walks })),
    data,
    layout,
    height: 300 * rows,
    ...(caption !== undefined && { caption }),
  });
}
