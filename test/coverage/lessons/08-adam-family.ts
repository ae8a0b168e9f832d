import type { Coverage } from '../places';

export const coverage: Coverage = {
  '001-13': [{ cell: 'cell-11', holds: 'What is left is $M$: the largest gradient of the faded past' }, { cell: 'cell-14', holds: '"in models with embeddings"' }],
  '001-14': [{ cell: 'cell-11', holds: '$u_t=\\max(\\beta_2u_{t-1},|g_t|)$' }, { export: 'adamax', latex: 'u_t &= \\max\\left( \\beta_2 \\, u_{t-1}' }],
  '001-15': [{ cell: 'cell-18', holds: 'he puts the momentum of the *next* step into this one' }, { cell: 'cell-26', holds: '"on problems with very noisy gradients or for gradients with high curvature"' }],
  '001-16': [{ cell: 'cell-20', holds: '\\frac{\\delta_{t+1}m_t}{1-\\delta_1^{t+1}}' }, { export: 'nadamConstant', latex: '1 - \\beta_1^{t + 1}' }],
  '001-17': [{ cell: 'cell-03', holds: 'my expectation was this far from the gradient' }, { cell: 'cell-18', holds: '"the optimizer now considers the curvature"' }, { cell: 'cell-30', holds: 'The better generalisation that lecture 2 promises of AdaBelief' }],
  '001-18': [{ cell: 'cell-09', holds: 'of the squared *surprise*' }, { export: 'adabelief', latex: '\\left( g_t - m_t \\right)^{2} + \\varepsilon' }],
  E13: [{ cell: 'cell-22', holds: '**895 $\\eta$ at step 20**' }, { cell: 'cell-32', holds: '$\\delta_1$, $\\delta_t$ and $\\delta_{t+1}$ are mixed' }, { export: 'nadamAsPrinted' }],
  E14: [{ cell: 'cell-32', holds: 'a factor $\\beta_2$ too many in $\\hat v$ makes its steps 1.0005 times as long' }],
  E15: [{ cell: 'cell-32', holds: 'AdaMax takes the largest entry of one weight\'s faded *past*' }, { cell: 'cell-32', holds: 'The step is $\\eta/(1-\\beta_1^t)\\cdot m_t/u_t$' }],
  E16: [{ cell: 'cell-16', holds: 'piles up to $\\varepsilon/(1-\\beta_2)$' }, { cell: 'cell-32', holds: '3.51 $\\eta$ instead of 1.11 $\\eta$' }, { export: 'adabeliefUncorrected' }],
  E17: [{ cell: 'cell-16', holds: 'the ten thousandth 2 273 $\\eta$' }, { cell: 'cell-18', holds: 'the mean square of a **prediction error**, and no variance' }],
};
