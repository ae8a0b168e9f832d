import type { Coverage } from '../places';

export const coverage: Coverage = {
  '000-25': [{ cell: 'cell-07', holds: 'RMSProp\'s average of its square' }, { export: 'adam', latex: 'v_t &= \\beta_2 \\, v_{t-1} + \\left( 1 - \\beta_2 \\right) \\, g_t^{2}' }],
  '000-26': [{ cell: 'cell-07', holds: 'The hats, $\\hat m_t$ and $\\hat v_t$, make up for averages that began at zero' }, { export: 'adam', latex: '\\hat m_t &= \\frac{m_t}{1 - \\beta_1^{t}}' }],
  '000-27': [{ cell: 'cell-06', holds: 'help(adam)' }, { export: 'adam', latex: '\\frac{\\eta \\, \\hat m_t}{\\sqrt{\\hat v_t} + \\varepsilon}' }],
  '001-09': [{ cell: 'cell-07', holds: '*first moment*, is momentum\'s moving average' }],
  '001-10': [{ cell: 'cell-11', holds: 'very large first update step' }],
  '001-11': [{ cell: 'cell-10', holds: 'adamUncorrected' }, { export: 'adamUncorrected', latex: '\\frac{\\eta \\, m_t}{\\sqrt{v_t} + \\varepsilon}' }],
  '001-12': [{ cell: 'cell-09', holds: 'Dividing by $1-\\beta_1^t$ gives $g$' }],
  '002-21': [{ cell: 'cell-09', holds: 'Lecture 3 shows Adam without the hats first' }],
  '002-22': [{ cell: 'cell-24', holds: 'puts $\\varepsilon$ under the root in the corrected form' }, { export: 'adamInside' }],
  '002-24': [{ cell: 'cell-11', holds: 'only from step 3 925 on the error is below 1 %' }],
  '004-18': [{ cell: 'cell-24', holds: 'writes $V := V/(1-\\beta_1^t)$ *in place*' }, { export: 'emaInPlace' }],
  E06: [{ cell: 'cell-24', holds: 'divides $m_{t+1}$ by $1-\\beta_1^{t}$' }],
  E07: [{ cell: 'cell-24', holds: 'it passes 3 900 by $t=21$' }],
  E08: [{ cell: 'cell-24', holds: 'It is $0.0196$' }],
  E11: [{ cell: 'cell-24', holds: 'a weight whose first gradient is zero becomes $0/0$' }],
  E12: [{ cell: 'cell-24', holds: 'inside, it acts on gradients up to $\\sqrt\\varepsilon=10^{-4}$' }],
  E47: [{ cell: 'cell-11', holds: 'that holds where $1-\\beta_1>\\sqrt{1-\\beta_2}$' }],
  E48: [{ cell: 'cell-11', holds: '**step 12 is worst, 6.57 times**' }],
};
