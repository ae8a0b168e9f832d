import type { Coverage } from '../places';

export const coverage: Coverage = {
  '001-19': [{ cell: 'cell-03', holds: '"Weight Decay, or L2 Regularization"' }, { cell: 'cell-13', holds: 'Lecture 2 adds $\\lambda w^Tw$ without the half' }, { export: 'l2Unhalved', latex: '2 \\, \\lambda \\, w' }],
  '001-20': [{ cell: 'cell-09', holds: '"Decoupled Weight Decay Regularization"' }, { cell: 'cell-10', holds: 'help(adamw)' }, { export: 'adamw', latex: '+ \\lambda \\, w_{t-1}' }, { export: 'adamwInside' }],
  E18: [{ cell: 'cell-13', holds: '(1-\\eta\\lambda)\\,w-\\eta\\,g' }, { cell: 'cell-13', holds: '**the lecture\'s $\\lambda$ pulls twice as hard**' }, { cell: 'cell-31', holds: 'Adam with L2 leaves 0.4 after a step, and AdamW 0.495' }],
  E19: [{ cell: 'cell-17', holds: '**the paper\'s $\\lambda$ is $\\eta$ times torch\'s**' }, { cell: 'cell-27', holds: 'so this is the second map, sheared' }, { cell: 'cell-31', holds: 'The paper it cites multiplies it by a schedule alone' }, { export: 'adamwPaper', latex: 's \\, \\left(' }],
};
