import type { Coverage } from '../places';

/** No slide has it: it is what the course does with a library that is wrong. */
export const coverage: Coverage = {
  E01: [{ cell: 'cell-27', holds: 'without its numerator and without its minus' }],
  E05: [{ cell: 'cell-27', holds: 'AdaDelta needs no learning rate' }],
};
