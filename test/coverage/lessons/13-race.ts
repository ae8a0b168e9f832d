import type { Coverage } from '../places';

export const coverage: Coverage = {
  '001-21': [
    { cell: 'cell-20', holds: '**"Smoother" holds**' }, { cell: 'cell-20', holds: '**"Overshooting" holds**' }, { cell: 'cell-20', holds: '**"Less jittering" does not hold.**' },
    { cell: 'cell-15', holds: '**"Faster" is no property of adaptive methods**' }, { cell: 'cell-17', holds: '**No adaptive method diverged from any of the 140 starts**' },
  ],
  '001-22': [
    { cell: 'cell-26', holds: 'From inside a trap no method gets out' }, { cell: 'cell-23', holds: '**Nobody leaves from 0.**' },
    { cell: 'cell-23', holds: '**"Saddle points cause momentum-based methods to oscillate" holds**' },
  ],
  '003-11': [
    { cell: 'cell-05', holds: 'The menu of lecture 4 is momentum, Nesterov, AdaGrad, AdaDelta, Adam and RMSProp' }, { cell: 'cell-06', holds: '[adadelta, 0.1, 1e4]' },
    { cell: 'cell-08', holds: 'Who is first at the bottom, and is it always the same one?' },
  ],
  E60: [{ cell: 'cell-32', holds: 'Himmelblau\'s function has 4 minima, 4 saddles and 1 maximum' }],
  E62: [{ cell: 'cell-15', holds: 'Turn the ravine by 45°' }, { cell: 'cell-32', holds: 'RMSProp and AdaDelta lose what they had' }],
};
