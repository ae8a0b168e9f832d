import type { Data } from 'plotly.js';
import { bestMedian, goodRates, medianOverRate, settingWords, type ComparisonResult } from '../comparison';
import { knownOptions, type Names } from '../options';
import { plainSymbol } from '../plain-symbol';
import { band } from './band';
import { figure, type Figure } from './figure';
import { lines } from './lines';
import { written } from './written';
import { stylesOf } from './theme';

/** What `rateCurves` draws, and on which axes. */
export interface RateCurvesOptions {
  /** The question that the figure answers, shown above it. */
  readonly title: string;
  /** What `compared` gave. */
  readonly comparison: ComparisonResult;
  /** Whether the vertical axis is logarithmic; default yes. */
  readonly logY?: boolean;
}

const optionNames: Names<RateCurvesOptions> = { title: true, comparison: true, logY: true };

/**
 * How much each method's result depends on its rate: the median over the search seeds at every rate of its grid, in a band between the quartiles, with
 * the best rate marked. Where other hyper-parameters were searched too, each rate has the best of them. Where most seeds diverge there is a gap.
 * The text alternative is written from the numbers. Errors: an empty title.
 */
export function rateCurves(options: RateCurvesOptions): Figure {
  const { title, comparison, logY = true } = knownOptions('rate curves', options, optionNames);
  const { methods, words } = comparison;
  const found = methods.map(medianOverRate);
  const styles = stylesOf(methods.map(({ name }) => name));
  const alt = altOf(comparison);
  const symbols = [...new Set(methods.map(({ rate }) => plainSymbol(rate)))];
  const curves = lines({
    title,
    alt,
    lines: methods.map(({ name }, index) => {
      const entries = found[index] ?? [];
      return { name, x: entries.map(({ rate }) => rate), y: entries.map(({ median }) => median) };
    }),
    x: symbols.length === 1 ? `learning rate ${symbols[0]}` : `learning rate (${symbols.join(', ')})`,
    y: words.value,
    logX: true,
    logY,
  });
  const bands = found.flatMap((entries, index) => band({
    x: entries.map(({ rate }) => rate),
    low: entries.map(({ lower }) => lower),
    high: entries.map(({ upper }) => upper),
    color: styles[index]?.color ?? '',
  }));
  const bests = methods.map((method, index): Data => ({
    type: 'scatter',
    mode: 'markers',
    name: `${method.name}: best`,
    x: [method.best[method.rate] as number],
    y: [bestMedian(method)],
    marker: { color: styles[index]?.color ?? '', size: 11, symbol: 'circle' },
    showlegend: false,
    hovertemplate: `${method.name}: best at ${settingWords(method.best)}<extra></extra>`,
  }));
  return figure({ ...curves, alt, data: [...bands, ...curves.data, ...bests] });
}

/** How wide the good rates lie says more than where the best one is. */
function altOf({ methods, words }: ComparisonResult): string {
  const found = methods.map(method => {
    const range = `${plainSymbol(method.rate)} = ${goodRates(method).join(' to ')}`;
    return `${method.name} is best at ${settingWords(method.best)}, ${written(bestMedian(method))}, and at most twice that within ${range}`;
  });
  return `Median ${words.value} over the learning rate. ${found.join('; ')}.`;
}
