import type { Coverage } from '../places';

export const coverage: Coverage = {
  '000-13': [{ cell: 'cell-03', holds: 'the brake is on before the overshoot and not after it' }, { cell: 'cell-04', holds: 'What does looking ahead change in the ravine?' }],
  '000-14': [{ cell: 'cell-07', holds: '$g_t$ is the gradient at $w_{t-1}-\\gamma V_{t-1}$' }, { cell: 'cell-05', holds: '$W_{fut}$ for the point ahead' }],
  '000-15': [{ cell: 'cell-06', holds: 'help(nesterov)' }, { export: 'nesterov', latex: 'V_t &= \\gamma \\, V_{t-1} + \\eta \\, g_t' }],
  '000-16': [{ cell: 'cell-13', holds: 'Nesterov\'s falls as $1/k^2$' }, { cell: 'cell-14', holds: 'Which slope has the error after k steps?' }],
  E39: [
    { cell: 'cell-26', holds: 'a convex loss, exact gradients and a momentum that grows towards 1' },
    { cell: 'cell-13', holds: 'Three things went in: convexity, the exact gradient, and a friction of $3/T$' },
    { cell: 'cell-21', holds: 'From which starts does the heavy ball never arrive?' },
  ],
};
