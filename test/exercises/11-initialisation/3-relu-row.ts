import { expression } from 'descent/exercises';

/**
 * Lecture 3's row for relu has σ = √2 · √(2 / (n_in + n_out)). By which factor does a relu layer with these weights multiply the mean square of a signal
 * on its way forward? Return it as a formula of nin and nout in quotes.
 */
export function reluRow(): string {
  // BEGIN SOLUTION
  // Half of n_in σ², with σ² = 4 / (n_in + n_out).
  return '2 * nin / (nin + nout)';
  // END SOLUTION
}

export default expression({
  title: 'what lecture 3’s relu row does',
  solution: reluRow,
  of: ['nin', 'nout'],
  hints: [
    'Where n_in = n_out the row is He\'s. What must your formula say then?',
    'The lesson\'s table has its value for 300 inputs and 900 outputs.',
    'A relu layer multiplies the mean square by n_in σ² / 2. What is σ² here?',
  ],
  cases: [
    { name: 'a square layer', asks: [[100, 100], [7, 7]], hint: 'Where both fans are equal it is He\'s, and keeps the mean square' },
    { name: 'a layer that widens', asks: [[300, 900], [10, 1000]], hint: 'From 300 to 900 units the mean square halves' },
    { name: 'a layer that narrows', asks: [[900, 300], [64, 10]], hint: 'n_in sigma² / 2, with n_in above n_out, is more than 1' },
  ],
  random: random => [2 + random.integer(400), 2 + random.integer(400)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the relu\'s half is left out', is: () => '4 * nin / (nin + nout)' },
    { says: 'it is the way back, which counts the outputs', is: () => '2 * nout / (nin + nout)' },
    { says: 'it is the factor of the size, the root of that of the mean square', is: () => 'sqrt(2 * nin / (nin + nout))' },
    { says: 'it is the row for tanh, without √2', is: () => 'nin / (nin + nout)' },
    { says: 'σ is not squared', is: () => 'nin * sqrt(2) * sqrt(2 / (nin + nout)) / 2' },
    { says: 'it is the variance of the weights alone, without the inputs that are added up', is: () => '4 / (nin + nout)' },
    { says: 'it is He\'s rule, which keeps the mean square in every layer', is: () => '1' },
  ],
  // END SOLUTION
});
