import type { Coverage } from '../places';

export const coverage: Coverage = {
  '004-09': [{ cell: 'cell-06', holds: 'showFormula(sma)' }, { export: 'sma', latex: '\\theta_i' }],
  '004-10': [{ cell: 'cell-06', holds: 'showFormula(wma)' }, { export: 'wma', latex: 'w_i' }],
  '004-11': [{ cell: 'cell-06', holds: 'help(ema)' }, { export: 'ema', latex: '\\beta \\, v_{t-1} + \\left( 1 - \\beta \\right) \\, \\theta_t' }],
  '004-12': [{ cell: 'cell-10', holds: 'Three notions of how far back an average remembers' }, { export: 'emaMemory' }],
  '004-13': [{ cell: 'cell-09', holds: 'v_{100}=0.1\\,\\theta_{100}+0.1\\,(0.9)\\,\\theta_{99}' }],
  '004-14': [{ cell: 'cell-09', holds: 'So divide by $1-\\beta^t$' }, { export: 'ema', latex: '1 - \\beta^{t}' }],
  '004-15': [{ cell: 'cell-22', holds: '$v_1=0.56$, $v_2=0.51136$, corrected 28 and 13' }],
  E07: [{ cell: 'cell-22', holds: 'and 3 945 at $t=21$ with $\\beta=0.9$' }, { export: 'emaInPlace' }],
  E08: [{ cell: 'cell-22', holds: 'which is $0.0196$ and not $0.00196$' }],
  E53: [{ cell: 'cell-22', holds: 'β is not 10; $1/(1-\\beta)$ is' }, { cell: 'cell-11', holds: 'like a window of 19' }],
  E54: [{ cell: 'cell-22', holds: '$v_t=\\frac1T\\sum_{i=t-T+1}^{t}\\theta_i$' }],
};
