import type { Coverage } from '../places';

export const coverage: Coverage = {
  '000-01': [{ cell: 'cell-03', holds: 'Momentum keeps a fraction $\\gamma$ of its last step and adds the new one' }, { cell: 'cell-04', holds: 'crawling, swinging, or between?' }],
  '000-02': [{ cell: 'cell-07', holds: 'every step keeps the share $\\gamma$ of it and adds $\\eta g$' }, { export: 'momentum', latex: '\\gamma \\, V_{t-1} + \\eta \\, g_t' }],
  '000-03': [{ cell: 'cell-06', holds: 'help(momentum)' }, { export: 'momentum', latex: 'w_t &= w_{t-1} - V_t' }],
  '000-04': [{ cell: 'cell-13', holds: 'almost impossible to train' }, { export: 'schedules.sutskever' }],
  '002-12': [{ cell: 'cell-10', holds: "[momentumSum, '3'" }, { export: 'momentumSum', latex: 'p_{t-1} + g_t' }],
  '002-13': [{ cell: 'cell-10', holds: "[heavyBall, '3'" }, { export: 'heavyBall' }],
  '002-14': [{ cell: 'cell-30', holds: 'Friction is $1-\\gamma$: more γ, longer swings' }],
  '003-12': [{ cell: 'cell-03', holds: 'lecture 4 speaks of a **ravine**' }],
  '003-13': [{ cell: 'cell-09', holds: 'steps are 19 times longer where the gradients agree' }],
  '004-16': [{ cell: 'cell-10', holds: "[momentumAverage, '5'" }, { export: 'momentumAverage', latex: '\\left( 1 - \\beta \\right) \\, g_t' }],
  E34: [{ cell: 'cell-30', holds: 'at 1 nothing is ever forgotten, and the library refuses it' }],
  E35: [{ cell: 'cell-30', holds: '$\\beta_k=\\hat\\beta\\,\\gamma_k/\\gamma_{k-1}$' }],
  E36: [{ cell: 'cell-30', holds: 'It is a sum: with a constant gradient of 1 it tends to $1/(1-\\gamma)=10$' }],
  E37: [{ cell: 'cell-30', holds: 'Friction is $1-\\gamma$' }],
  E38: [{ cell: 'cell-30', holds: 'never says that $V_0=0$' }],
  E40: [{ cell: 'cell-14', holds: 'schedules.sutskever()' }, { cell: 'cell-30', holds: 'leaves out which; it stands above' }],
};
