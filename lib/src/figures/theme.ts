/** How one method is drawn in every figure of the course. */
export interface MethodStyle {
  /** One of the eight colours of the palette. */
  readonly color: string;
  /** Plotly's name of the dash, or its lengths in pixels. */
  readonly dash: Dash;
  /** Plotly's name of the symbol at the end of its path. */
  readonly symbol: EndSymbol;
}

/** Plotly's names of the dashes that the course uses. */
export type Dash = 'solid' | 'dash' | 'dot' | 'dashdot' | 'longdash' | 'longdashdot';

/** A filled symbol, as Plotly is given it. */
export type EndSymbol = (typeof symbols)[keyof typeof palette];

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

/** Nine dashes that can be told apart; the last one belongs to methods that are not listed. */
const dashes = {
  solid: 'solid',
  dash: 'dash',
  dot: 'dot',
  dashdot: 'dashdot',
  longdash: 'longdash',
  'long-short': pixels('13px,4px,5px,4px'),
  'dash-dot-dot': pixels('9px,3px,2px,3px,2px,3px'),
  sparse: pixels('3px,7px'),
  unlisted: 'longdashdot',
} as const satisfies Record<string, Dash>;

/** Plotly draws lengths as well as names; only its types do not know. */
function pixels(lengths: string): Dash {
  return lengths as Dash;
}

/** One symbol to a colour, so that it too is a method's own. */
const symbols = {
  blue: 'square',
  vermilion: 'diamond',
  green: 'triangle-up',
  pink: 'bowtie',
  amber: 'pentagon',
  violet: 'triangle-down',
  grey: 'circle',
  brown: 'cross',
} as const;

const colors = Object.keys(palette) as (keyof typeof palette)[];

/**
 * The one colour, dash and symbol of a method, the same in every figure of the course. Names are compared without case, spaces and hyphens.
 * What stands after a comma or in brackets names a form of the method or how it is run, "momentum, η = 0.2", and takes the method's own
 * style where it has none. Any other name gets a fixed colour by its spelling, and the dash that no listed method has.
 */
export function styleOf(name: string): MethodStyle {
  return listedStyle(name) ?? styled(colorBySpelling(name), 'unlisted');
}

/**
 * The styles of lines that meet in one figure: no two share a dash or a symbol, and two methods no colour, as far as there are enough of them. A
 * method keeps its own style unless another line before it has taken the dash, as when a method is drawn again. Where no method is drawn, but rates
 * or starting points, say, the colours follow one another.
 */
export function stylesOf(names: readonly string[]): MethodStyle[] {
  const listed = names.map(listedStyle);
  if (listed.every(style => style === undefined)) return names.map((_, index) => inOrder(index));
  const taken: MethodStyle[] = [];
  const settled = listed.map(own => own && take(own, taken));
  return settled.map((style, index) => style ?? take(freeColor(styleOf(names[index] as string), taken), taken));
}

/** The style, with another dash and symbol where these are taken; what it gets is taken then. */
function take(own: MethodStyle, taken: MethodStyle[]): MethodStyle {
  const free = <Part extends 'dash' | 'symbol'>(part: Part, all: readonly MethodStyle[Part][]): MethodStyle[Part] =>
    [own[part], ...all].find(one => taken.every(style => style[part] !== one)) ?? own[part];
  const style = { color: own.color, dash: free('dash', Object.values(dashes)), symbol: free('symbol', Object.values(symbols)) };
  taken.push(style);
  return style;
}

function freeColor(own: MethodStyle, taken: readonly MethodStyle[]): MethodStyle {
  if (taken.every(style => style.color !== own.color)) return own;
  const free = colors.find(name => taken.every(style => style.color !== palette[name]));
  return free === undefined ? own : styled(free, 'unlisted');
}

function inOrder(index: number): MethodStyle {
  const all = Object.keys(dashes) as (keyof typeof dashes)[];
  return styled(colors[index % colors.length] as keyof typeof palette, all[index % all.length] as keyof typeof dashes);
}

function styled(color: keyof typeof palette, dash: keyof typeof dashes): MethodStyle {
  return { color: palette[color], dash: dashes[dash], symbol: symbols[color] };
}

function listedStyle(name: string): MethodStyle | undefined {
  return methodStyles.get(keyOf(name)) ?? methodStyles.get(keyOf(name.replace(/(,| \().*/, '')));
}

function colorBySpelling(name: string): keyof typeof palette {
  const sum = [...keyOf(name)].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65521, 7);
  return colors[sum % colors.length] as keyof typeof palette;
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Names that share a line are names of one method. Methods that meet in a lesson differ both in colour and in dash. */
const methods: [color: keyof typeof palette, dash: keyof typeof dashes, names: string][] = [
  ['grey', 'dot', 'gradient-descent gd sgd batch'],
  ['brown', 'solid', 'mini-batch'],
  ['pink', 'dash', 'stochastic'],
  ['blue', 'dash', 'momentum'],
  ['amber', 'long-short', 'momentum-sum momentum-sum-of-gradients'],
  ['green', 'sparse', 'momentum-average momentum-moving-average momentum-ema'],
  ['brown', 'longdash', 'heavy-ball'],
  ['violet', 'dashdot', 'nesterov nesterovs-accelerated-gradient nag'],
  ['amber', 'longdash', 'adagrad'],
  ['amber', 'dash', 'adagrad-epsilon-inside adagrad-inside-the-root'],
  ['green', 'long-short', 'rmsprop'],
  ['green', 'dash', 'rmsprop-centered centered-rmsprop'],
  ['green', 'dot', 'rmsprop-epsilon-inside rmsprop-inside-the-root'],
  ['brown', 'dash', 'rprop'],
  ['grey', 'longdash', 'asgd averaged-sgd'],
  ['grey', 'dashdot', 'sgdw sgd-with-decoupled-decay'],
  ['pink', 'sparse', 'adadelta'],
  ['vermilion', 'solid', 'adam'],
  ['brown', 'dash-dot-dot', 'adamw'],
  ['amber', 'sparse', 'adam-l2'],
  ['violet', 'dot', 'nadam'],
  ['blue', 'longdash', 'adamax'],
  ['green', 'dashdot', 'amsgrad'],
  ['pink', 'long-short', 'adabelief'],
  ['grey', 'dash', 'radam'],
  ['violet', 'longdash', 'yogi'],
  ['amber', 'dot', 'adabound'],
  ['pink', 'dashdot', 'adam-no-bias-correction adam-without-bias-correction'],
  ['vermilion', 'dash', 'adam-epsilon-inside adam-inside-the-root'],
  ['vermilion', 'dot', 'adam-epsilon-hat'],
  ['green', 'longdash', 'lion'],
  ['pink', 'dot', 'lamb'],
  ['pink', 'longdash', 'lars'],
  ['amber', 'dash-dot-dot', 'novograd'],
  ['amber', 'dashdot', 'adafactor'],
  ['violet', 'long-short', 'muon'],
  ['vermilion', 'longdash', 'lbfgs l-bfgs'],
  ['pink', 'solid', 'sam'],
  ['grey', 'long-short', 'lookahead'],
  ['violet', 'solid', 'schedule-free schedule-free-sgd'],
  ['amber', 'solid', 'schedule-free-adamw'],
];

const methodStyles = new Map<string, MethodStyle>(methods.flatMap(([color, dash, names]) =>
  names.split(' ').map(name => [name.replaceAll('-', ''), styled(color, dash)] as const)));
