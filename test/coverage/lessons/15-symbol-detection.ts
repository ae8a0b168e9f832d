import type { Coverage } from '../places';

export const coverage: Coverage = {
  '001-01': [
    { cell: 'cell-03', holds: 'Lecture 2 gives this as its homework' },
    { cell: 'cell-19', holds: "name: '15-designs'" },
    { cell: 'cell-23', holds: "'bit error rate'" },
    { export: 'bitErrorRate' },
  ],
};
