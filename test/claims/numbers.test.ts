import { expect, test } from 'vitest';
import { numbersIn } from '../../lib/course/claims/numbers';

const texts = (prose: string): string[] => numbersIn(prose).map(({ text }) => text);

test.each<[prose: string, numbers: string[]]>([
  ['It peaks at 6.57 at step 12, and takes 3 925 steps.', ['6.57', '12', '3 925']],
  ['A loss of 4.0 × 10⁻⁶, or 1e-3, at −1.8024 and -2.', ['4.0 × 10⁻⁶', '1e-3', '−1.8024', '-2']],
  ['From 0.5 to 1.5, 60 % of 15 of 60.', ['0.5', '1.5', '60', '15', '60']],
  ['Goes round 0.6465, −1.8024, 2.1159 for ever.', ['0.6465', '−1.8024', '2.1159']],
  ['Three rates, a hundred steps.', []],
  ['Run `train(60)` or [exercise one](exercises/07.ts) and\n```ts\nconst a = 5;\n```\nof 7.', ['7']],
  ['<img src="a" width="40"> 41', ['41']],
  ['See [all 12 of them](https://arxiv.org/abs/1412.6980).', ['12']],
  ['Deck 002 and decks 000, 001 and 002 (000:30) have 4 of them; lecture 2, slide 14 has 5.', ['4', '5']],
  ['It stands in lectures 3, 4 and 5. What follows: lecture 2, 45 steps, or lectures 1 and 12.', ['45']],
  ['Exercise 7.1 is about this line; **7.2** Adam; exercises 7.1 to 7.3.', []],
  ['In lesson 7 there are 3 figures. Lesson 4, 20 steps in.', ['3', '20']],
  ['Reddi, Kale and Kumar (2018) and Polyak 1964 took 2 018 steps.', ['2 018']],
  ['It starts 1 000 times slower, in 10 001 steps, as deck 001 says.', ['1 000', '10 001']],
  ['1. First\n2. Second, of 9', ['9']],
  ['float64 in 3-D and 2D, L2 of w1, the 5-step rule, 1/3, 10x or 12th.', ['5', '1', '3', '10', '12']],
  ['$1-\\beta_1^t$ and $\\tfrac12\\lambda w^2$ and $x_{40}$ and $r(t)=\\dfrac{1-\\beta_1^t}{\\sqrt{1-\\beta_2^t}}$', []],
  ['$\\eta=0.1$, $\\beta_1=0$, $\\gamma\\approx 3$, $\\eta<2/\\lambda$', ['0.1', '0', '3', '2']],
  ['$1/(1-\\gamma)=10$ and $10^{-3}$ to $4.0\\cdot10^{-6}$', ['10', '10^{-3}', '4.0\\cdot10^{-6}']],
  ['gradient is $+3$ once and $-1$ twice', ['+3', '-1']],
  ['$$9/11=0.818 \\quad 1\\,438$$', ['11', '0.818', '1\\,438']],
  ['`$5` is code', []],
  ['**6.57 at step 12**', ['6.57', '12']],
  ['(0.40, 0.42)', ['0.40', '0.42']],
  ['rates 200 times apart', ['200']],
  ['κ = 25: the best', ['25']],
  ['a 10-fold rate, 5-10 steps, 5–10 more', ['10', '5', '10', '5', '10']],
])('%s', (prose, numbers) => {
  expect(texts(prose)).toEqual(numbers);
});
