import type { Coverage } from '../places';

export const coverage: Coverage = {
  '000-08': [{ cell: 'cell-19', holds: "lad, 'mean'" }, { export: 'lad' }],
  '000-09': [{ cell: 'cell-19', holds: "lse, 'mean'" }, { export: 'lse' }],
  '000-10': [{ cell: 'cell-19', holds: 'crossEntropyOfProbabilities' }, { export: 'crossEntropyOfProbabilities' }],
  '000-11': [{ cell: 'cell-03', holds: 'a *loss* $L(w)$ that says how wrong it is' }],
  '002-01': [{ cell: 'cell-03', holds: '$\\min_w L(w)$' }],
  '002-02': [{ cell: 'cell-03', holds: 'the *gradient* $\\nabla L(w)$, a vector with one entry for each weight' }, { export: 'gradientDescent', latex: 'w_{t-1} - \\eta \\, g_t' }],
  '002-03': [{ cell: 'cell-33', holds: 'A loss is *convex* when nowhere, and in no direction, its curvature is negative' }],
  '002-04': [{ cell: 'cell-10', holds: 'Is a longer step on a parabola a faster one?' }],
  '003-01': [{ cell: 'cell-20', holds: 'The *margin* $z$ is positive if the point lies on the correct side' }, { export: 'logistic' }],
  '003-04': [{ cell: 'cell-36', holds: 'a place without slope, which may be a saddle' }],
  E10: [{ cell: 'cell-36', holds: '$w=w\\,\\eta\\nabla L$: the minus is lost' }],
  E29: [{ cell: 'cell-36', holds: 'At $2\\gamma_{opt}$ it swings; beyond, it grows by one factor a step' }],
  E30: [{ cell: 'cell-36', holds: 'calls convergence "guaranteed"' }],
  E31: [{ cell: 'cell-36', holds: 'the descent jumps between 0.05 and −0.05 for ever' }],
  E55: [{ cell: 'cell-24', holds: 'its rate must be 200 times smaller' }, { cell: 'cell-36', holds: 'It does not say that $y=\\pm1$' }],
  E56: [{ cell: 'cell-36', holds: 'their slope is $\\hat y-o$' }],
};
