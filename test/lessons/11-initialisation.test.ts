import { adam, descend, gradientDescent, himmelblau, initializers, layerSignals, loadDigits, network, quadratic, relu, sigmoid, tanh, tf, train, useBackend, type ActivationFunction } from 'descent';
import { lessonClaims } from './claims';
import { sizesShown } from './layers';
import { recorded } from './recorded';
import { grouped, scientific } from '../../lib/course/claims';

const three = (value: number): string => String(Number(value.toPrecision(3)));
const two = (value: number): string => String(Number(value.toPrecision(2)));

const networks = { of: { linear: 'x', tanh, relu }, sigma: 'gain / sqrt(n)' };
const deep = Array.from({ length: 31 }, () => 100);

/** The last signal, the last difference between examples, and the gradient at the inputs. */
function ends(initializer: initializers.DescentInitializer, activation?: ActivationFunction): { signal: number; spread: number; gradient: number } {
  const rows = layerSignals({ initializer, layers: deep, ...(activation && { activation }) });
  const [first, last] = [rows[0], rows[30]];
  return { signal: last?.signal as number, spread: last?.spread as number, gradient: first?.gradient as number };
}

lessonClaims('11-initialisation', async ({ says, set, given }) => {
  await useBackend('wasm');
  given('about 60 minutes', 'an estimate of the time');

  // The first explorable.
  given('drawn with mean 0 and standard deviation', 'what the view of layers draws');
  given('networks of 30 layers with 100 units each', 'the defaults of a view of layers, which the sentence describes');
  given('\\text{gain}/\\sqrt{100}', 'the width of those layers');
  given('sets out from layer 30', 'the depth of those networks');
  given('after 30 layers the linear signal', 'the depth of those networks, and the number is claimed below');
  const at = (gain: number, show: 'signal' | 'gradient') => sizesShown({ ...networks, show }, { gain });
  const end = (gain: number, name: string): number => at(gain, 'signal')[name]?.[30] as number;
  const back = (gain: number, name: string): number => at(gain, 'gradient')[name]?.[0] as number;
  says`At a gain of ${0.5} all die: after ${30} layers the linear signal is ${scientific(end(0.5, 'linear'))}`;
  if (!(Math.abs(Math.log10(back(0.5, 'linear') / end(0.5, 'linear'))) < 0.3 && end(0.5, 'tanh') < 1e-8 && end(0.5, 'relu') < 1e-8)) throw new Error('not all die at 0.5');
  // Level but for what a hundred units scatter.
  for (const [gain, name] of [[1, 'linear'], [1.41, 'relu']] as const) {
    for (const size of [end(gain, name), back(gain, name)]) if (!(size > 1 / 3 && size < 3)) throw new Error(`${name} does not hold at ${gain}, but ends at ${size}`);
  }
  says`Linear layers hold at ${1} and relu layers at ${Math.SQRT2.toFixed(2)}; at a gain of ${2} the linear signal ends at ${scientific(end(2, 'linear'))}`;
  for (const gain of [1, 1.5, 3, 4]) if (!(end(gain, 'tanh') > 0.1 && end(gain, 'tanh') < 1)) throw new Error(`tanh ends at ${end(gain, 'tanh')} at ${gain}`);
  given('From 1 upwards its signal does not die, and it cannot explode, for it never leaves $(-1,1)$', 'checked just above, and the range of a tanh');
  says`but at ${3} the gradient has grown to ${scientific(back(3, 'tanh'))}`;

  // By hand.
  set('A layer from 300 to 900 units');
  given('by LeCun\'s rule and He\'s ($\\sigma^2=1/n_\\text{in}$ and $2/n_\\text{in}$)', 'the formulas of the rules');
  given('first rule, $\\mathcal U(\\pm1/\\sqrt{n_\\text{in}})$, and its second, $\\mathcal U(\\pm6/', 'the formulas of the lecture');
  given('In the last column He\'s rule alone is 1', 'checked just below');
  const { fanInUniform, glorotNormal, glorotUniform, heNormal, heUniform, lecunUniform, orthogonal, randomNormal, reluUniform, sigmoidUniform, xavierAsPrinted } = initializers;
  const factorOf = (rule: typeof glorotUniform | typeof lecunUniform): number => 300 * (rule().spread([300, 900])?.sigma as number) ** 2;
  const ones = (share: number): object[] => [fanInUniform, xavierAsPrinted, glorotUniform, sigmoidUniform, reluUniform, lecunUniform, heUniform]
    .filter(rule => Math.abs(share * factorOf(rule) - 1) < 1e-12);
  if (ones(0.5).join() !== [heUniform].join() || ones(1).join() !== [reluUniform, lecunUniform].join()) throw new Error('other rules keep a mean square');

  // Why it works.
  given('$\\sigma^2=2/n_\\text{in}$: a gain of', 'the formula of a rule');
  given('is the compromise $\\sigma^2=2/(n_', 'the formula of a rule');
  given('The factor is 1 if $\\sigma^2=1/n_\\text{in}$', 'the equation of the line before');
  says`a gain of $\sqrt2=${Math.SQRT2.toFixed(2)}$`;
  given('nearly the identity near 0', 'a place on the curve, not a result');
  given('At a gain of 1 small signals pass', 'the slope of tanh at 0');
  given('have the slope 0 and send nothing back', 'the slope of a relu');
  given('weights are independent, of mean 0', 'the assumption of the argument');
  given('that is where the 6 comes from', 'the 6 of a formula of the lecture');

  // Thirty relu layers.
  given('it has $\\sigma^2=1/(3n)$', 'a third of the square of the bound');
  given('for 30 relu layers of 100 units', 'the list of layers in the cell below, thirty-one times 100');
  const through = (initializer: initializers.DescentInitializer): number => ends(initializer, relu).signal;
  says`after ${30} relu layers ${scientific(through(fanInUniform({ seed: 1 })))} is left`;
  given('has lost the root over the 6', 'the 6 of a formula of the lecture');
  const printed = 100 * (xavierAsPrinted().spread([100, 100])?.sigma as number) ** 2;
  says`multiplies the mean square of a linear layer by ${three(printed)}; relu layers end at ${scientific(through(xavierAsPrinted({ seed: 1 })))}`;
  says`dies in relu layers at ${scientific(through(glorotNormal({ seed: 1 })))}`;
  says`He's ends at ${two(through(heNormal({ seed: 1 })))}, for one draw of the weights: the factor is ${1} on average, and ${100} units`;
  says`With $\sigma=${0.01}$, a common choice once, this network ends at ${scientific(through(randomNormal({ sigma: 0.01, seed: 1 })))}`;
  if (!(Math.abs(Math.log10(through(orthogonal({ gain: Math.SQRT2, seed: 1 })))) < 1)) throw new Error('orthogonal weights do not hold');

  given('the signal after layer 30, and behind', 'the depth of those networks');
  const keeps = (initializer: initializers.DescentInitializer, activation?: ActivationFunction): boolean => {
    const { signal, gradient } = ends(initializer, activation);
    return [signal, gradient].every(size => size > 0.1 && size < 10);
  };
  const rules = [xavierAsPrinted, heNormal, glorotNormal, fanInUniform].map(rule => rule({ seed: 1 }));
  for (const start of [...rules, orthogonal({ gain: Math.SQRT2, seed: 1 })]) {
    if (keeps(start) && keeps(start, tanh) && keeps(start, relu)) throw new Error(`${start.method.declaration.name} keeps all three`);
  }
  if (keeps(heNormal({ seed: 1 })) || keeps(glorotNormal({ seed: 1 }), relu)) throw new Error('what is right for one is right for the other');

  // Equal weights.
  set('a network with 32 hidden tanh units be 0.05');
  const different = (weights: tf.Tensor): number => new Set((weights.transpose().arraySync() as number[][]).map(String)).size;
  const learnt = async (initializer: () => initializers.DescentInitializer) => {
    const net = network({ layers: [64, 32, 10], activation: 'tanh', initializer });
    const { epochs } = await train(net, loadDigits().train, { optimizer: adam({ eta: 0.01 }) });
    return { units: different(net.variables[0] as tf.Tensor), accuracy: epochs[10]?.accuracy as number };
  };
  const [same, drawn] = [await learnt(() => initializers.constant({ value: 0.05 })), await learnt(() => glorotNormal({ seed: 1 }))];
  if (same.units !== 1 || drawn.units !== 32 || !(drawn.accuracy > 0.99)) throw new Error(`${same.units} and ${drawn.units} units differ, ${drawn.accuracy} right`);
  says`with it ${Math.round(100 * same.accuracy)} % of the digits instead of nearly all`;
  says`and stay the same: ${32} units do the work of one`;
  given('Biases may begin at 0', 'a rule, not a result');

  // The sigmoid.
  given('a gain of 4, since the slope of the sigmoid at 0 is', 'the rule of the lecture, and its reason');
  given('**Move the slider from 1 to 4, and on.**', 'a task for the reader');
  const spread = (gain: number): readonly number[] => sizesShown({ of: { sigmoid }, sigma: 'gain / sqrt(n)', show: 'spread', limits: [1e-16, 100] }, { gain })['sigmoid'] as readonly number[];
  says`At a gain of ${1} the examples differ by ${scientific(spread(1)[10] as number)} after ten layers`;
  if (!((spread(1)[30] as number ?? 0) < 1e-14)) throw new Error('they still differ at the end');
  says`At ${4} it is ${scientific(spread(4)[10] as number)} after ten and ${scientific(spread(4)[30] as number)} after thirty`;
  given('The argument with the slope holds at 0', 'the place of which the argument speaks');
  given('pushes $z$ away from 0', 'the place of which the argument speaks');
  given('torch\'s gain for the sigmoid is 1', 'a value of another library');
  given('so that it lies around 0', 'a place on the curve');

  // Truncated.
  const cut = initializers.cutNormalMoments({ mean: 0, sigma: 1, low: -2, high: 2 }).sigma;
  says`by the factor ${two(cut)}. Keras divides by it`;
  says`${two(cut)} per layer is little`;
  says`In thirty it is $${0.88}^{30}=${two(0.88 ** 30)}$`;
  const tfjs = Math.sqrt(tf.moments(tf.initializers.heNormal({ seed: 1 }).apply([500, 500])).variance.dataSync()[0] as number) / Math.sqrt(2 / 500);
  if (Math.abs(tfjs - cut) > 0.005) throw new Error(`tfjs's weights are ${tfjs} of He's`);

  set('Ten hidden layers of 32 relu units');
  const of = recorded('11-starts');
  const [best, wide, narrow] = [of('He'), of('Xavier as printed'), of('1/√n')];
  says`ends at a median loss of ${three(best.median)}, the printed Xavier at ${three(wide.median)} and $1/\sqrt n$ at ${three(narrow.median)}`;
  says`He's worst run of the ten, at ${three(best.largest)}, is better than the best of the others, at ${three(Math.min(wide.smallest, narrow.smallest))}`;

  // The start.
  const found = himmelblau().starts.map(start => descend(himmelblau(), gradientDescent, { start, steps: 400, hyper: { eta: 0.01 } }).points.at(-1)?.map(value => value.toFixed(3)).join());
  if (new Set(found).size < 2) throw new Error('the start does not decide');
  for (const start of quadratic().starts) {
    const [x = NaN, y = NaN] = descend(quadratic(), gradientDescent, { start, steps: 400, hyper: { eta: 0.01 } }).points.at(-1) ?? [];
    if (!(Math.hypot(x, y) < 0.1)) throw new Error(`the bowl does not forget ${String(start)}`);
  }
  given('which says that with $w_0=0$ units', 'the mean that the lecture takes');

  // When does it fail?
  const he = ends(heNormal({ seed: 1 }), relu);
  says`keeps the size at ${two(he.signal)}, but the examples then differ by ${two(he.spread)} only`;
  says`and the gradient grows to ${Math.round(back(5 / 3, 'tanh'))} within ${30} layers`;
  if (!(end(5 / 3, 'tanh') > 0.5)) throw new Error('the signal does not hold at 5/3');

  // The slides.
  says`the mean square is ${three(printed)} times too large in every layer`;
  says`From ${300} to ${900} units the table halves the mean square`;
  if (Math.abs(factorOf(reluUniform) / 2 - 0.5) > 1e-12) throw new Error('it does not halve');
  given('- $\\mathcal U(\\pm1/\\sqrt{n_\\text{in}})$ shrinks', 'the formula of the lecture, whose factor is claimed above');
  given('torch draws them from $\\mathcal U(\\pm1/\\sqrt{n_\\text{in}})$', 'the default of another library');
  given('Its row for the sigmoid, $4$ times Xavier\'s', 'the factor of the lecture');
  given('Biases begin at 0, in Keras', 'defaults of other libraries');
  given('Biases may be 0', 'a rule, not a result');

  // Test yourself.
  given('A relu layer has 200 inputs', 'a question, answered below');
  given('$\\sqrt{2/200}=0.1$', 'checked just below');
  if (Math.sqrt(2 / 200) !== 0.1) throw new Error('another root');
  given('Its 50 or 5 000 outputs', 'numbers that do not matter, which is the point');
  given('In a linear network of 20 layers every σ is 10 % too large', 'a question, answered below');
  says`$${1.1}^{20}=${two(1.1 ** 20)}$ times as large`;
  given('All weights are 0, biases too', 'a question, answered below');
  given('All outputs of the hidden layers are 0', 'what the question says, through a tanh');
  given('and all weights are 0, so nothing', 'what the question says');
  void grouped;
});
