import type { Template } from 'plotly.js';

/** How one method is drawn in every figure of the course. */
export interface MethodStyle {
  /** One of the eight colours of the palette. */
  color: string;
  /** Plotly's name of the dash. */
  dash: Dash;
}

/** Plotly's names of the dashes that the course uses. */
export type Dash = 'solid' | 'dash' | 'dot' | 'dashdot' | 'longdash' | 'longdashdot';

/**
 * Eight colours that stay apart for colour-blind readers (after Okabe and Ito) and that stand out, at a contrast of 3 or more,
 * both on white and on the dark background. A colour never carries a meaning alone: each method has a dash as well.
 */
export const palette = {
  blue: '#0072b2',
  vermilion: '#d55e00',
  green: '#00966d',
  pink: '#c75b98',
  amber: '#a87900',
  violet: '#7a5fd0',
  grey: '#75797f',
  brown: '#9c5a3c',
} as const;

/** A quiet ground for contours and heat maps, pale where the value is low, on which every colour of the palette can be seen. */
export const groundScale: [number, string][] = [[0, '#fbfcfd'], [0.35, '#e6edf3'], [0.7, '#cbd8e4'], [1, '#afc2d3']];

/** The layout that every figure of the course starts from. */
export const template: Template = {
  layout: {
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif', size: 14, color: '#24292f' },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    colorway: Object.values(palette),
    margin: { l: 52, r: 16, t: 36, b: 52 },
    hovermode: 'closest',
    hoverlabel: { font: { size: 13 } },
    legend: { orientation: 'h', x: 0, y: 1.02, xanchor: 'left', yanchor: 'bottom', font: { size: 13 } },
    xaxis: axis(),
    // Six at most, or the ticks between the powers of ten crowd a logarithmic axis.
    yaxis: { ...axis(), nticks: 6 },
    scene: { xaxis: { gridcolor: '#d5dae0' }, yaxis: { gridcolor: '#d5dae0' }, zaxis: { gridcolor: '#d5dae0' } },
  },
  data: {
    scatter: [{ type: 'scatter', line: { width: 2.25 }, marker: { size: 6 } }],
    contour: [{ type: 'contour', colorscale: groundScale, showscale: false, line: { width: 0.75, color: '#8fa6ba' }, hoverinfo: 'skip' }],
    heatmap: [{ type: 'heatmap', colorscale: 'Cividis' }],
    surface: [{ type: 'surface', colorscale: 'Cividis', showscale: false, opacity: 0.9 }],
    scatter3d: [{ type: 'scatter3d', line: { width: 5 }, marker: { size: 3 } }],
    histogram: [{ type: 'histogram', marker: { line: { width: 0.5, color: '#ffffff' } } }],
  },
};

/**
 * The one colour and dash of a method, the same in every figure of the course. Names are compared without case, spaces and
 * hyphens.
 * What stands after a comma or in brackets names a form of the method or how it is run, "momentum, η = 0.2", and takes the method's own
 * style where it has none. Any other name gets a fixed colour by its spelling, and the dash that no listed method has.
 */
export function styleOf(name: string): MethodStyle {
  const listed = listedStyle(name);
  if (listed) return listed;
  const key = keyOf(name);
  const colors = Object.values(palette);
  const sum = [...key].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65521, 7);
  return { color: colors[sum % colors.length] ?? palette.grey, dash: 'longdashdot' };
}

const dashes: readonly Dash[] = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot'];

function listedStyle(name: string): MethodStyle | undefined {
  return methodStyles.get(keyOf(name)) ?? methodStyles.get(keyOf(name.replace(/(,| \().*/, '')));
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * The styles of lines that meet in one figure: a method that is drawn again takes the next dash that its colour has not used there. Where no
 * method is drawn, but rates or starting points, say, the colours follow one another.
 */
export function stylesOf(names: readonly string[]): MethodStyle[] {
  if (names.every(name => listedStyle(name) === undefined)) {
    const colors = Object.values(palette);
    return names.map((_, index) => ({ color: colors[index % colors.length] ?? palette.grey, dash: dashes[index % dashes.length] ?? 'solid' }));
  }
  const used = new Set<string>();
  return names.map(name => {
    const own = styleOf(name);
    const dash = [own.dash, ...dashes].find(candidate => !used.has(own.color + candidate)) ?? own.dash;
    used.add(own.color + dash);
    return { color: own.color, dash };
  });
}

/** Names that share a style are names of one method. Methods that meet in one figure differ in colour, forms of one method in dash. */
const methods: [color: keyof typeof palette, dash: Dash, names: string][] = [
  ['grey', 'solid', 'gradient-descent gd sgd batch'],
  ['brown', 'solid', 'mini-batch'],
  ['pink', 'dash', 'stochastic'],
  ['blue', 'solid', 'momentum'],
  ['blue', 'dash', 'momentum-sum momentum-sum-of-gradients'],
  ['blue', 'dot', 'momentum-average momentum-moving-average momentum-ema'],
  ['blue', 'dashdot', 'heavy-ball'],
  ['violet', 'solid', 'nesterov nesterovs-accelerated-gradient nag'],
  ['amber', 'solid', 'adagrad'],
  ['grey', 'longdash', 'adagrad-epsilon-inside adagrad-inside-the-root'],
  ['green', 'solid', 'rmsprop'],
  ['green', 'dash', 'rmsprop-centered centered-rmsprop'],
  ['green', 'dot', 'rmsprop-epsilon-inside rmsprop-inside-the-root'],
  ['brown', 'longdash', 'rprop'],
  ['grey', 'dash', 'asgd averaged-sgd'],
  ['grey', 'dot', 'sgdw sgd-with-decoupled-decay'],
  ['pink', 'solid', 'adadelta'],
  ['vermilion', 'solid', 'adam'],
  ['brown', 'dash', 'adamw'],
  ['brown', 'dot', 'adam-l2'],
  ['violet', 'dot', 'nadam'],
  ['blue', 'longdash', 'adamax'],
  ['green', 'dashdot', 'amsgrad'],
  ['pink', 'dash', 'adabelief'],
  ['amber', 'dash', 'radam'],
  ['violet', 'dashdot', 'yogi'],
  ['amber', 'dot', 'adabound'],
  ['vermilion', 'dash', 'adam-no-bias-correction adam-without-bias-correction'],
  ['vermilion', 'dot', 'adam-epsilon-inside adam-inside-the-root'],
  ['vermilion', 'dashdot', 'adam-epsilon-hat'],
  ['brown', 'solid', 'lion'],
  ['pink', 'dot', 'lamb'],
  ['pink', 'dashdot', 'lars'],
  ['amber', 'dashdot', 'novograd'],
  ['green', 'longdash', 'adafactor'],
  ['violet', 'longdash', 'muon'],
  ['vermilion', 'longdash', 'lbfgs l-bfgs'],
  ['pink', 'longdash', 'sam'],
  ['grey', 'dashdot', 'lookahead'],
  ['violet', 'dash', 'schedule-free schedule-free-sgd'],
  ['amber', 'longdash', 'schedule-free-adamw'],
];

const methodStyles = new Map<string, MethodStyle>(methods.flatMap(([color, dash, names]) =>
  names.split(' ').map(name => [name.replaceAll('-', ''), { color: palette[color], dash }] as const)));

function axis() {
  return {
    automargin: true,
    exponentformat: 'power' as const,
    gridcolor: '#e7eaee',
    linecolor: '#aab2bb',
    minexponent: 5,
    separatethousands: true,
    showline: true,
    tickcolor: '#aab2bb',
    ticklen: 4,
    ticks: 'outside' as const,
    title: { font: { size: 14 } },
    zerolinecolor: '#cfd5db',
    zerolinewidth: 1,
  };
}
