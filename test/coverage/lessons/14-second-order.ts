import type { Coverage } from '../places';

export const coverage: Coverage = {
  '002-11': [{ cell: 'cell-22', holds: 'Don\'t use GD for full-size batch. Use Limited-memory BFGS algorithm' }, { cell: 'cell-23', holds: 'name: \'14-digits\'' }, { export: 'lbfgs', latex: 'd &= -H \\, g' }],
  E63: [{ cell: 'cell-30', holds: 'torch\'s `LBFGS` does *not* search by default (`line_search_fn=None`)' }, { cell: 'cell-19', holds: 'What does the search change in the valley?' }, { export: 'lbfgsFixed', latex: 'w + \\eta \\, d' }],
};
