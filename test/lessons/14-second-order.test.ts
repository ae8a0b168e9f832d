import { descend, lbfgs, lbfgsFixed, loadDigits, network, optimizer, quadratic, rosenbrock, seededRandom, tf, trace, useBackend } from 'descent';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotebook } from '../../lib/course/jupyter/client/notebook-file';
import { findCourse } from '../../lib/src/notebook/course';
import { readRecord } from '../../lib/src/comparison';
import { inPackage } from '../../lib/src/package-folder';
import { lessonClaims } from './claims';
import { recorded } from './recorded';
import { grouped, scientific } from '../../lib/course/claims';

const two = (value: number): string => String(Number(value.toPrecision(2))).replace('-', '−');
const three = (value: number): string => String(Number(value.toPrecision(3)));

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** The lines of the lesson's own method, as its cell has them. */
function linesOfTheFoldedCell(): string {
  const { cells } = readNotebook(join(findCourse().notebooks, '14-second-order.ipynb'));
  return /update: `([^`]+)`/.exec(cells.find(({ source }) => source.includes('const onePair'))?.source ?? '')?.[1] ?? '';
}

const named = (...names: string[]): Record<string, { glyph: string; meaning: string }> => Object.fromEntries(names.map(name => [name, { glyph: name, meaning: name }]));
const about = { title: 'Own', idea: 'A test.', source: { paper: 'none' } };

lessonClaims('14-second-order', async ({ says, set, given }) => {
  await useBackend('wasm');
  given('about 60 minutes', 'an estimate of the time');
  const lines = linesOfTheFoldedCell();
  const onePair = optimizer({ ...about, name: 'one pair', hyper: { eta: 1, longest: 1000 }, state: { s: 0, old: 0 }, symbols: named('s', 'old', 'y', 'c', 'a', 'q', 'r', 'd', 'longest'), update: lines });
  demand(lines.trim().split('\n').length === 9, 'the folded cell has other than nine lines');
  // It is the library's L-BFGS with a memory of one pair: on tensors that has seven digits, of which the first moves keep five.
  const [own, library] = [descend(rosenbrock(), onePair, { steps: 8 }), descend(rosenbrock(), lbfgsFixed, { steps: 8, hyper: { iterations: 1, memory: 1 } })];
  own.losses.forEach((loss, k) => demand(Math.abs(loss - (library.losses[k] as number)) < 1e-3 * loss, `move ${k}: ${loss} against ${library.losses[k]}`));

  // The ravine.
  given('$\\kappa$ from 1 to 1000', 'the notation\'s slider');
  const steps = (kappa: number): [number, number] => {
    const best = optimizer({ ...about, name: 'best rate', hyper: { kappa }, update: 'w = w - 2 / (1 + kappa) * g' });
    return [best, onePair].map(method => descend(quadratic({ kappa }), method, { steps: 6000 }).losses.findIndex(loss => loss < 1e-6)) as [number, number];
  };
  const [few, many] = [steps(10), steps(1000)];
  demand(many[0] > 100 * few[0] && many[1] < 4 * few[1], `steps ${few.join()} and ${many.join()}`);
  demand(Math.max(...descend(quadratic(), onePair, { steps: 40 }).losses) > 100, 'there is no leap');

  // By hand.
  set('a parabola with the slope $8w$, from $w=3$');
  const [first, second] = trace(onePair, { start: [3], steps: 2, gradient: ([w = NaN]) => [8 * w] });
  const at = (step: typeof first, name: string): number => (step?.values[name] as ArrayLike<number>)[0] as number;
  given('The first move has length 1', 'checked just below');
  demand(Math.abs(at(first, 's') + 1) < 1e-12 && Math.abs(at(second, 'w')) < 1e-12, 'by hand');
  says`From ${at(first, 'g')} the gradient fell to ${at(second, 'g')} within a move of $${at(first, 's')}$: the curvature is ${at(second, 'y') / at(first, 's')}, and $${at(second, 'g')}/8=${at(second, 'g') / 8}$ is`;

  // Newton.
  const [A, inverse] = [[[3, 1], [1, 2]], [[2, -1], [-1, 3]]] as const;
  const times = (matrix: readonly (readonly number[])[], v: readonly number[]): number[] => matrix.map(row => row.reduce((sum, value, k) => sum + value * (v[k] as number), 0));
  demand(times(inverse, times(A, [2, 1])).map(value => value / 5).join() === '2,1', 'Newton does not arrive');
  given('$w^*=0$ and $w=(2,1)$ the gradient is $(7,4)$', 'checked just above');
  given('\\begin{pmatrix}7\\\\4\\end{pmatrix}=(2,1)$', 'checked just above');
  given('as long as $s\\cdot y>0$', 'a condition on a sign');
  given('A pair with $s\\cdot y\\le0$', 'a condition on a sign');
  given('With $\\rho=1/(s\\cdot y)$', 'a definition, one over a product');
  given('$Vy=y-\\rho\\,y\\,(s\\cdot y)=0$', 'what the lesson derives');
  const net = network({ layers: [64, 32, 10] });
  const weights = net.variables.reduce((sum, { size }) => sum + size, 0);
  net.dispose();
  says`For the ${grouped(weights)} weights of lesson 2's network, ten pairs are ${grouped(2 * 10 * weights)} numbers, and $H$ would be ${grouped(weights ** 2)}`;

  // Memory.
  given('with curvatures from 1 to 1000', 'ten to the powers from 0 to 3, in the next cell');
  set('how do 1, 3, 10 and 30 pairs compare?');
  const curvatures = tf.tidy(() => tf.pow(10, tf.linspace(0, 3, 30)));
  const come = (memory: number): number => {
    const w = tf.variable(tf.ones([30]));
    const method = lbfgs({ iterations: 1, memory, smallestchange: 0 });
    const losses = Array.from({ length: 80 }, () => tf.tidy(() => (method.minimize(() => tf.div(tf.sum(tf.mul(curvatures, tf.square(w))), 2) as tf.Scalar, true, [w]) as tf.Scalar).dataSync()[0] as number));
    tf.dispose(w);
    return losses[79] as number;
  };
  const memories = [1, 3, 10, 30].map(come) as [number, number, number, number];
  curvatures.dispose();
  says`after ${79} moves ${1} pair has come to ${two(memories[0])}, ${3} to ${two(memories[1])}, ${10} to ${two(memories[2])} and ${30} to ${memories[3].toFixed(6)}`;
  given('There is no jump at 30', 'the lesson\'s largest memory');
  given('Libraries remember 10 (optax) or 100 (torch)', 'defaults of other libraries');

  // Where Newton goes.
  set('what happens from 0.9');
  given('and what from 1.1?', 'a start that the reader drags to');
  const cubes = (start: number, count: number): string[] => Array.from({ length: count }, (_, k) => k).reduce((ways, _, k) => (k === 0 ? ways : [...ways, -((ways[k - 1] as number) ** 3)]), [start]).map(two);
  const [inside, outside] = [cubes(0.9, 5), cubes(1.1, 4)];
  says`and how fast: ${inside[0] as string}, ${inside[1] as string}, ${inside[2] as string}, ${inside[3] as string}, ${inside[4] as string}`;
  says`longer than the last: ${outside[0] as string}, ${outside[1] as string}, ${outside[2] as string}, ${outside[3] as string}`;
  given('From inside $\\pm1$', 'where the cube is smaller than the number');
  says`to ${two(Math.sqrt(2 / 0.5 - 1))} at $\eta=${0.5}$`;

  // The line search.
  set('Newton\'s direction from $w=2$');
  const loss = (a: number): number => Math.hypot(1, 2 - 10 * a);
  const slope = (a: number): number => (-10 * (2 - 10 * a)) / loss(a);
  says`Newton's own step, $a=${1}$, fails the first test: the loss would be ${three(loss(1))}, where less than ${three(loss(0) + 1e-4 * slope(0))} is`;
  const passes = Array.from({ length: 100_001 }, (_, k) => k / 100_000).filter(a => loss(a) <= loss(0) + 1e-4 * a * slope(0) && Math.abs(slope(a)) <= 0.9 * Math.abs(slope(0)));
  says`Steps from ${three(Number((passes[0] as number).toPrecision(2)))} to ${three(passes[passes.length - 1] as number)} pass both`;
  given('it makes sure that $s\\cdot y>0$', 'a condition on a sign');

  // The valley.
  const [searching, fixed] = [lbfgs, lbfgsFixed].map(form => descend(rosenbrock(), form, { steps: 60, hyper: { iterations: 1, memory: 10 } }).losses) as [readonly number[], readonly number[]];
  const highest = (losses: readonly number[]): number => Math.max(...losses.slice(1));
  says`to a loss of ${grouped(highest(fixed))}, and comes back; after ${60} moves it is at $${scientific(fixed[60] as number, 2, { tex: true })}$`;
  says`With the search no loss is above ${three(highest(searching))}, and after ${60} moves it is at $${scientific(searching[60] as number, 2, { tex: true })}$`;
  says`in the valley above leapt to a loss of ${grouped(highest(fixed))}`;

  // From scratch.
  given('where $e^w=2$, from 0 and from a first move to 0.5', 'the settings of the next cell');

  // The digits.
  const n = loadDigits().train.size;
  const { methods } = readRecord(readFileSync(inPackage('data', 'comparisons', '14-digits.json'), 'utf8'), '14-digits.json');
  // Twenty steps of four moves.
  const perMove = (name: string): number => (methods.find(method => method.name === name)?.axes.gradientEvaluations?.[20] as number) / n / 80;
  says`it asks for ${perMove('lbfgs').toFixed(1)} gradients a move, the fixed step for one`;
  demand(perMove('lbfgs (fixed step)') === 1, `the fixed step asks for ${perMove('lbfgs (fixed step)')}`);
  says`${grouped(n)} digits, ${32} hidden units`;
  set('gradient descent in batches of 32. What counts');
  set('down to a training loss of 0.1');
  const digits = recorded('14-digits');
  const passesOf = (name: string): string => three(digits(name).median / n);
  says`In passes over the ${grouped(n)} examples: gradient descent takes ${passesOf('gradient descent')}, momentum ${passesOf('momentum')}, L-BFGS ${passesOf('lbfgs')} with the search and ${passesOf('lbfgs (fixed step)')} without`;
  says`gradient descent in batches of ${32} takes ${passesOf('gradient descent, b = 32')}`;
  says`${passesOf('lbfgs')} passes, where batches of ${32} took gradient descent ${passesOf('gradient descent, b = 32')}`;
  const third = digits('gradient descent').median / digits('lbfgs').median;
  demand(third > 2.8 && third < 3.3, `gradient descent needs ${third} times as many`);
  demand(digits('momentum').median < digits('lbfgs').median, 'momentum needs more than with the search');
  demand(digits('momentum').median > digits('lbfgs (fixed step)').median, 'momentum needs less than without the search');
  says`its default, $\eta=${lbfgs().current()['eta'] as number}$, which the search chose`;
  demand(digits('lbfgs').best['eta'] === 1 && digits('lbfgs (fixed step)').best['eta'] === 1, 'the search chose another rate');
  const ends = digits('lbfgs (fixed step)').runs.map(({ curve }) => curve.at(-1) as number).sort((a, b) => a - b);
  demand((ends[5] as number) < 1e-6 && (ends[4] as number) > 1e-8, `the fixed step ends at ${ends[5]}`);
  given('fall faster and faster, to $10^{-7}$', 'checked just above');
  given('a training loss of $10^{-7}$ is no aim', 'where the curves end, checked just above');

  // Noise.
  set('a noise of 0.1, as a batch would');
  given('on a parabola of curvature 1, and measure the curvature 1 000 times', 'the numbers of the next cell');
  const rough = seededRandom(14);
  const wrong = new Map([1, 0.3, 0.1, 0.03].map(s => [s, Array.from({ length: 1000 }, () => s + 0.1 * rough.normal() - 0.1 * rough.normal()).filter(seen => seen <= 0).length / 10]));
  says`At a move of ${0.1}, which is the size of the noise, ${(wrong.get(0.1) as number).toFixed(0)} % of the pairs`;
  set('on a bowl with $\\kappa=100$, and counts 60 gradients');
  const [exact, noisy] = [recorded('14-exact'), recorded('14-rough')];
  const fixedStep = 'lbfgs (fixed step)';
  says`L-BFGS comes to a median of $${scientific(exact(fixedStep).median, 2, { tex: true })}$, gradient descent to ${two(exact('gradient descent').median)}`;
  says`With a noise of ${1} on each gradient they are at ${three(noisy(fixedStep).median)} and ${three(noisy('gradient descent').median)}, and their middle halves overlap`;
  const [plain, learnt] = [noisy('gradient descent'), noisy(fixedStep)];
  demand(plain.lower < learnt.upper && learnt.lower < plain.upper, 'the middle halves do not overlap');

  // The slides, the questions and the exercises.
  given('it takes $\\eta=1$, up to 20 moves in each step, and remembers 100 pairs', 'torch\'s defaults, which the library shares');
  const { eta, iterations, memory } = lbfgsFixed().current();
  demand([eta, iterations, memory].join() === '1,20,100', 'the library has other defaults');
  given('needs a rate that is 10 000 times as large', 'the square of a hundred');
  given('a pair with s · y < 0', 'a condition on a sign');
  given('$s\\cdot y>0$ keeps the direction downhill', 'a condition on a sign');
});
