import {
  adam, bitErrorRate, classify, likeliestSymbol, nearestSymbol, network, qam16, qpsk, runTraining, symbolChannel, theoreticalErrorRate, useBackend,
  type ChannelOptions, type Received, type SymbolChannel,
} from 'descent';
import { lessonClaims } from './claims';
import { recorded } from './recorded';

/** The SNR at which theory has this error rate, by halving an interval. */
function decibelsFor(rate: number, options: Omit<ChannelOptions, 'snr'>): number {
  let [low, high] = [-20, 60];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (theoreticalErrorRate(symbolChannel({ snr: middle, ...options })) > rate) low = middle;
    else high = middle;
  }
  return high;
}

const bits = (symbol: number): string => symbol.toString(2).padStart(2, '0');
const theory = (snr: number, fading: 'none' | 'rayleigh' = 'none'): number => theoreticalErrorRate(symbolChannel({ snr, fading }));
const percent = (share: number, digits = 2): string => String(Number((100 * share).toPrecision(digits)));

lessonClaims('15-symbol-detection', async ({ says, set, given }) => {
  await useBackend('wasm');
  given('about 70 minutes', 'an estimate of the time');
  given('sent as $+1$ or $-1$ along', 'what the formula of the picture has');
  given('its own $\\pm1$ at the same time', 'what the formula of the picture has');
  given('then move $a$ past 1', 'what the reader is to do');
  given('mean $+1$', 'what the formula of the picture has');
  given('right of it a point means $+1$', 'one of the two bits');
  given('the other has sent his $+1$', 'one of the two bits');
  given('$x=a$; far down it lies at $-a$. Now take $b$ to 0. At $a=1$ the sums $+1-a$ and $-1+a$', 'follows from the formula: both are 0');
  given('a little to the left of the middle now means $+1$', 'one of the two bits');
  given('away from 0', 'no gain in quadrature');
  given('how much likelier $+1$ is than $-1$', 'the two bits');
  given('and $j^2=-1$', 'the definition of j');

  given('mean energy 1; *energy* is the square of the distance from 0', 'how the library scales constellations');
  given('turns it about 0', 'the point about which complex numbers turn');
  given('the gain of the way, 1 or', 'no fading is a gain of one');
  given('The ratio $E_s/N_0=1/N_0$ is told', 'its definition, as the energy is one');
  given('$10\\log_{10}(1/N_0)$, so at 10 dB', 'the definition of a decibel');
  given('$(\\pm1\\pm j)/\\sqrt2$', 'the definition of QPSK');
  given('the first bit is 0 on the right and 1 on the left, the second 0 above and 1 below. 16-QAM has', 'the name of a constellation, and what the next lines compute');
  if (qpsk.points.some(([x, y], symbol) => (x < 0 ? 2 : 0) + (y < 0 ? 1 : 0) !== symbol)) throw new Error('the bits of QPSK stand elsewhere');
  given('on a grid of $\\pm1$ and $\\pm3$ along each axis, divided by $\\sqrt{10}$', 'computed in the next line');
  if (qam16.points.some(point => point.some(part => !(Math.abs(Math.abs(Math.abs(part) * Math.sqrt(10) - 2) - 1) < 1e-12)))) throw new Error('16-QAM is no such grid');

  // By hand.
  set('Five symbols of QPSK at 3 dB');
  const loud = symbolChannel({ snr: 3 });
  const few = loud.send({ size: 5, seed: 9 });
  const decided = nearestSymbol(loud, few);
  const [first = NaN] = few.labels;
  says`The first symbol was ${bits(first)}, above and right`;
  says`so it is taken for ${bits(decided[0] as number)}: one wrong bit of ten`;
  if (bitErrorRate(qpsk, few.labels, decided) !== 1 / 10) throw new Error('it is not one bit of ten');

  given('In 16-QAM neighbours', 'the name of a constellation');
  const apart = (points: typeof qpsk.points): number => Math.min(...points.flatMap((a, k) => points.slice(k + 1).map(b => Math.hypot(a[0] - b[0], a[1] - b[1]))));
  given('are $2/\\sqrt{10}$ apart instead of $2/\\sqrt2$', 'computed in the next lines');
  if (Math.abs(apart(qam16.points) - 2 / Math.sqrt(10)) + Math.abs(apart(qpsk.points) - 2 / Math.sqrt(2)) > 1e-12) throw new Error('the distances are others');
  if (Math.abs((apart(qpsk.points) / apart(qam16.points)) ** 2 - 5) > 1e-12) throw new Error('they are not √5 times nearer');
  given('has the label $+1$', 'one of the two labels');

  given('16-QAM sends twice', 'the name of a constellation');
  set('in 20 000 symbols for each dB');
  const [two, four] = [decibelsFor(0.01, { constellation: qpsk }), decibelsFor(0.01, { constellation: qam16 })];
  says`one wrong bit in a hundred with ${two.toFixed(1)} dB, ${16}-QAM needs ${four.toFixed(1)} dB: ${(four - two).toFixed(1)} dB more, or ${(10 ** ((four - two) / 10)).toFixed(1)} times the energy`;
  given('The distances alone ask for 5 times', 'the square of how much nearer neighbours are, computed above');
  set('down to where 20 000 symbols are too few');
  const expected = theory(12) * 40_000;
  if (Math.round(expected) !== 1 || expected < 1) throw new Error(`${expected} wrong bits are not one or two`);
  says`At ${12} dB theory says ${theory(12).toFixed(7)}, of which ${'40 000'} bits`;
  for (const snr of [13, 14]) {
    const channel = symbolChannel({ snr });
    const received = channel.send({ size: 20000 });
    if (bitErrorRate(qpsk, received.labels, nearestSymbol(channel, received)) !== 0) throw new Error(`at ${snr} dB some bits were wrong`);
  }

  given('is sometimes close to 0', 'where the gains cancel');
  given('each 10 dB more', 'a step that the next sentence takes');
  says`the first ${10} dB leave one in five`;
  if (Math.round(theory(0, 'rayleigh') / theory(10, 'rayleigh')) !== 5) throw new Error('the first 10 dB do not leave one in five');
  says`from ${10} to ${20} dB the theory goes from ${theory(10, 'rayleigh').toPrecision(2)} to ${theory(20, 'rayleigh').toPrecision(2)}, and to ${theory(30, 'rayleigh').toPrecision(1)} at ${30}`;
  says`at ${14} dB, where fading leaves ${theory(14, 'rayleigh').toPrecision(2)}, it is ${'70 000'} times lower`;
  if (Math.round(theory(14, 'rayleigh') / theory(14) / 1e4) !== 7) throw new Error('it is not 70 000 times');
  given('the gain is close to 0', 'where the gains cancel');
  says`QPSK needs ${decibelsFor(0.001, {}).toFixed(1)} dB without fading and ${Math.round(decibelsFor(0.001, { fading: 'rayleigh' }))} dB with it`;

  // The other sender.
  set('QPSK at 14 dB');
  set('with the gain $0.9+0.4j$');
  given('The picture shows 400', 'as many as the figure draws');
  given('(**15.4**, the homework): it gets 1 500', 'number of an exercise, and the size in the code');
  const shared = symbolChannel({ snr: 14, interference: { inPhase: 0.9, quadrature: 0.4 } });
  const data = { train: shared.send({ size: 1500, seed: 31 }), test: shared.send({ size: 10000, seed: 32 }) };
  const misjudged = likeliestSymbol(shared, data.test).filter((symbol, k) => symbol !== data.test.labels[k]).length / data.test.size;
  const of = recorded('15-designs');
  const median = (name: string): string => percent(of(name).median);
  says`Without a hidden layer ${percent(of('no hidden layer, Adam').median)} % of the symbols come out wrong`;
  set('One hidden layer of 24 units');
  says`gets to a median of ${median('one hidden layer, Adam')} %, two get to ${median('two hidden layers, Adam')} %, where the best detector has ${percent(misjudged)} %`;
  says`Momentum's median with the two layers is ${median('two, momentum')} %, and gradient descent's ${median('two, gradient descent')} %`;

  const net = network({ layers: [2, 24, 24, 4] });
  await runTraining(net, data.train, { epochs: 12, batchSize: 50, optimizer: adam(of('two hidden layers, Adam').best) });
  const errors = (channel: SymbolChannel, seed: number) => async (decide: (received: Received) => Int32Array | Promise<Int32Array>): Promise<number> => {
    const received = channel.send({ size: 10000, seed });
    return bitErrorRate(qpsk, received.labels, await decide(received));
  };
  const learnt = (received: Received): Promise<Int32Array> => classify(net, received);
  const here = errors(shared, 32);
  says`It gets ${percent(await here(learnt))} % of the bits wrong, where the best detector has ${percent(await here(r => likeliestSymbol(shared, r)))} % and the nearest symbol ${percent(await here(r => nearestSymbol(shared, r)))} %`;

  const at = (snr: number): SymbolChannel => symbolChannel({ snr, interference: { inPhase: 0.9, quadrature: 0.4 } });
  const [quiet, noisy] = [errors(at(18), 40), errors(at(2), 40)];
  const factor = (await quiet(learnt)) / (await quiet(r => likeliestSymbol(at(18), r)));
  if (Math.round(factor) !== 9) throw new Error(`at 18 dB it is ${factor} times`);
  says`At ${18} dB it errs ${(await quiet(learnt)).toPrecision(2)} of the time, nine times as often as need be`;
  says`At ${2} dB it errs ${(await noisy(learnt)).toFixed(3)} of the time, more often than the nearest symbol with ${(await noisy(r => nearestSymbol(at(2), r))).toFixed(3)}`;

  const turned = (angle: number): SymbolChannel => {
    const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    return symbolChannel({ snr: 14, interference: { inPhase: 0.9 * c - 0.4 * s, quadrature: 0.9 * s + 0.4 * c } });
  };
  const fifteen = await errors(turned(15), 50)(learnt);
  says`At ${15}° the error rate is ${Number(fifteen.toPrecision(2))}, more than three times the best`;
  if (fifteen < 3 * (await errors(turned(15), 50)(r => likeliestSymbol(turned(15), r)))) throw new Error('it is not three times the best');
  const [ignored, thirty] = [await errors(turned(30), 50)(r => nearestSymbol(turned(30), r)), await errors(turned(30), 50)(learnt)];
  says`at ${30}° it is ${thirty.toPrecision(2)}, more than one gets by not looking`;
  if (thirty <= ignored) throw new Error('not looking is worse');
  net.dispose();

  says`an error rate of ${theory(8).toFixed(3)} is as good as can be at ${8} dB, and ${Math.round(theory(8) / theory(12))} times too high at ${12} dB`;

  given('16-QAM need more', 'the name of a constellation');
  given('The worst is $a=1$', 'both sums are 0 there');
  given('at $a=2$ the four sums lie evenly apart', 'they are −3, −1, 1 and 3');
  given('You count 4 wrong bits in 10 000', 'an example of the question');
  given('it is about 0.0004', 'four in ten thousand');
  given('2 of 4', 'the root of four');
});
