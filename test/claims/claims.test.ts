import { expect, test } from 'vitest';
import { faultsOf, type Claims, type Prose } from '../../lib/course/claims/claims';

const prose: Prose[] = [
  { cell: 0, text: '# A title: why 3 of them?', code: '' },
  { cell: 4, text: 'The factor is 3.16 at first, **6.57 at\nstep 12**, and within 1 % after 3 925 steps. Momentum runs at 0.05.', code: 'const optimizer = momentum({ eta: 0.05 });' },
  { cell: 6, text: 'On $1-\\beta_1^t$ it tends to $1/(1-\\gamma)=10$. Exercise 7.1 is about this.', code: '' },
];

/** What is right, and what stands in for a computation. */
const right = ({ says, set, given }: Claims, r = (t: number): number => (1 - 0.9 ** t) / Math.sqrt(1 - 0.999 ** t)): void => {
  given('why 3 of them', 'the title asks it');
  says`is ${r(1).toFixed(2)} at first, **${r(12).toFixed(2)} at step ${12}**`;
  says`within ${1} % after ${'3 925'} steps`;
  set('Momentum runs at 0.05');
  says`it tends to $1/(1-\gamma)=${Math.round(1 / (1 - 0.9))}$`;
};

test('prose whose every number is claimed or given has no fault', async () => {
  expect(await faultsOf('07-x', prose, right)).toEqual([]);
});

test('a claim may be computed asynchronously', async () => {
  expect(await faultsOf('07-x', prose, async claims => {
    await Promise.resolve();
    right(claims);
  })).toEqual([]);
});

const changed = (from: string, to: string): Prose[] => prose.map(one => ({ ...one, text: one.text.replace(from, to) }));

test('a changed number fails, and what the prose says is quoted', async () => {
  const faults = await faultsOf('07-x', changed('6.57', '6.58'), right);
  expect(faults[0]).toBe('07-x: the prose does not say "is 3.16 at first, **6.57 at step 12**"; cell 4 says "is 3.16 at first, **6.58 at step 12**"');
  expect(faults).toContainEqual(expect.stringMatching(/^07-x: cell 4: 6\.58 is neither claimed nor given: "The factor is 3\.16 at first, \*\*6\.58/));
});

test('so does a computation that gives something else', async () => {
  const faults = await faultsOf('07-x', prose, claims => right(claims, t => (1 - 0.9 ** t) / Math.sqrt(1 - 0.99 ** t)));
  expect(faults[0]).toMatch(/^07-x: the prose does not say "is 1\.00 at first, .*cell 4 says "is 3\.16 at first/);
});

test('a removed sentence fails', async () => {
  expect(await faultsOf('07-x', changed('it tends to $1/(1-\\gamma)=10$', 'it tends to a limit'), right))
    .toEqual(['07-x: the prose does not say "it tends to $1/(1-\\gamma)=10$"']);
  expect(await faultsOf('07-x', changed('Momentum runs at 0.05.', ''), right)).toEqual(['07-x: the prose does not say "Momentum runs at 0.05"']);
});

test('a setting that the code beside it does not have fails', async () => {
  expect(await faultsOf('07-x', changed('0.05', '0.06'), claims => {
    right(claims);
    claims.set('Momentum runs at 0.06');
  })).toEqual(['07-x: the prose does not say "Momentum runs at 0.05"; cell 4 says "Momentum runs at 0.06."', '07-x: 0.06 in "Momentum runs at 0.06" is not set in the code beside it']);
  const text = [{ cell: 1, text: 'From $10^{-3}$ to 1 797 and −0.4.', code: 'of(1e-3, 1797, -0.4)' }];
  expect(await faultsOf('07-x', text, ({ set }) => set('From $10^{-3}$ to 1 797 and −0.4'))).toEqual([]);
});

test('a number that is neither claimed nor given fails, with cell and sentence', async () => {
  expect(await faultsOf('07-x', changed('Momentum runs', 'RMSProp takes 40 steps. Momentum runs'), right))
    .toEqual(['07-x: cell 4: 40 is neither claimed nor given: "RMSProp takes 40 steps."']);
});

test('a claim does not cover a part of a longer number', async () => {
  const text = [{ cell: 1, text: 'It takes 39 steps, or 9.5 of these.', code: '' }];
  expect(await faultsOf('07-x', text, ({ says }) => {
    says`takes ${39} steps`;
    says`or ${9}`;
  })).toEqual(['07-x: the prose does not say "or 9"; cell 1 says "or 9.5"', '07-x: cell 1: 9.5 is neither claimed nor given: "It takes 39 steps, or 9.5 of these."']);
  expect(await faultsOf('07-x', [{ cell: 1, text: 'a loss of 4.0 × 10⁻⁶', code: '' }], ({ says }) => says`a loss of ${'4.0'}`))
    .toEqual(['07-x: the prose does not say "a loss of 4.0"; cell 1 says "a loss of 4.0"', '07-x: cell 1: 4.0 × 10⁻⁶ is neither claimed nor given: "a loss of 4.0 × 10⁻⁶"']);
});

test('a claim must compute its numbers, hold one, and have words; a given one must have a reason', async () => {
  expect(await faultsOf('07-x', [], ({ says, given }) => {
    says`peaks at 6.57 in step ${12}`;
    says`takes 3${9} steps, falls by 1${0}% and to ${4} × 10⁻⁶`;
    says`no number of step $\beta_1$`;
    says`${5}`;
    given('runs at 0.05', 'so');
    given('runs at some rate', 'set in the next cell');
  })).toEqual([
    '07-x: 6.57 in "peaks at 6.57 in step 12" must be computed, not typed',
    '07-x: 39, 10, 4 × 10⁻⁶ in "takes 39 steps, falls by 10% and to 4 × 10⁻⁶" must be computed, not typed',
    '07-x: "no number of step $\\beta_1$" claims no number',
    '07-x: "5" stands anywhere; claim it with words around it',
    '07-x: "runs at 0.05" is given without a reason',
    '07-x: "runs at some rate" gives no number',
  ]);
});
