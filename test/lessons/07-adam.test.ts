import {
  adam, adamInside, adamUncorrected, ema, emaInPlace, last, loadDigits, momentum, network, rmsprop, runTraining, trace, useBackend, type Digits,
} from 'descent';
import { lessonClaims } from './claims';
import { grouped } from './written';

/** How long each step without correction is, in units of η, when every gradient is 1. */
function uncorrected(steps: number, beta2 = 0.999): number[] {
  const rows = trace(adamUncorrected, { start: [0], gradient: () => [1], steps, hyper: { eta: 1, beta2, epsilon: 0 } });
  return rows.map(({ w }, k) => Math.abs((w[0] as number) - (k > 0 ? (rows[k - 1]?.w[0] as number) : 0)));
}

/** Where Adam without momentum goes when the gradient is +3 once and −1 twice. */
function onThreeSteps(beta2: number): number {
  const rows = trace(adam, { start: [0], gradient: (_, t) => [t % 3 === 1 ? 3 : -1], steps: 3000, hyper: { eta: 0.02, beta1: 0, beta2 } });
  return rows.at(-1)?.w[0] as number;
}

/** The lowest test accuracy of the lesson's three trainings. */
async function lowestAccuracy({ train, test }: Digits): Promise<number> {
  await useBackend();
  const accuracies: number[] = [];
  for (const optimizer of [momentum({ eta: 0.05 }), rmsprop({ eta: 0.002 }), adam({ eta: 0.003 })]) {
    const net = network({ layers: [64, 32, 10], seed: 1 });
    accuracies.push(last(await runTraining(net, train, { optimizer, epochs: 20, test })).testAccuracy ?? 0);
    net.dispose();
    optimizer.dispose();
  }
  return Math.min(...accuracies);
}

lessonClaims('07-adam', async ({ says, set, given }) => {
  given('Take a constant gradient of 1. The averages should be 1 from the start', 'the experiment is defined here');

  const lengths = uncorrected(5000);
  const [peak, share] = [Math.max(...lengths), 1];
  const settled = lengths.findIndex(length => length < 1 + share / 100) + 1;
  says`${lengths[0]?.toFixed(2) ?? ''} at first, **${peak.toFixed(2)} at step ${lengths.indexOf(peak) + 1}**, and within ${share} % of the truth`;
  says`only after ${grouped(settled)} steps`;
  says`for the first thousand steps the average factor is ${Math.round(lengths.slice(0, 1000).reduce((sum, length) => sum + length, 0) / 1000)}`;
  says`without it, steps are up to ${peak.toFixed(2)} times too long`;
  const { beta1 = 0, beta2 = 0 } = adam().current();
  says`right for $\beta_1=${beta1}$, $\beta_2=${beta2}$`;
  says`With $\beta_2=${[0.999, 0.9].find(beta2 => (uncorrected(1, beta2)[0] as number) < 1) ?? 'none'}$ the first step would be too *short*`;

  set('the gradients 0.1, 0.3, −0.4 from $w=1$ at $\\eta=0.1$');
  set('gradient descent 0.002, momentum 0.001, RMSProp 0.02, Adam 0.2');
  says`at rates ${0.2 / 0.001} times apart`;

  const digits = loadDigits();
  says`${grouped(digits.train.size + digits.test.size)} scanned digits`;
  set('a network with 32 hidden units');
  given('batches of 32', 'what train takes when it is not told');
  set('Momentum runs at 0.05, RMSProp at 0.002, Adam at 0.003');
  says`All three pass ${Math.floor(20 * (await lowestAccuracy(digits))) * 5} % on digits`;
  given('one rate, $10^{-3}$ to $10^{-2}$, works', 'a rule of thumb, not a result');

  set('($\\beta_1=0$, $\\beta_2=0.1$) and a loss whose gradient is $+3$ once and $-1$ twice');
  says`With $\beta_2=${[0.1, 0.999].find(beta2 => onThreeSteps(beta2) < 0) ?? 'none'}$ the memory is long enough`;

  given('at $t=0$ that is', 'where the deck begins to count');
  const fed = emaInPlace.over(Array.from({ length: 30 }, () => 1), { beta: 0.9 });
  const highest = Math.max(...fed);
  says`for a constant series of ${1} at $\beta=${0.9}$ it passes ${grouped(Math.floor(highest / 100) * 100)} by $t=${fed.indexOf(highest) + 1}$`;
  given('computes $0.98\\cdot0.02=0.00196$', 'a quotation from the deck');
  says`It is $${(0.98 * 0.02).toFixed(4)}$`;
  // The deck's v₁ and v₂, before their correction, give its two days.
  const first = 0.56 / 0.02;
  const days = [first, (0.51136 - 0.00196 * first) / 0.02];
  says`the corrected average is ${ema.over(days, { beta: 0.98 })[1]?.toFixed(1) ?? ''}, not ${Math.round(0.51136 / (1 - 0.98 ** 2))}`;
  const { epsilon = 0 } = adamInside().current();
  const power = (value: number): string => `10^{${Math.round(Math.log10(value))}}`;
  says`$\sqrt\varepsilon=${power(Math.sqrt(epsilon))}$ instead of $${power(epsilon)}$`;
});
