import type { Coverage } from '../places';

export const coverage: Coverage = {
  '001-23': [{ cell: 'cell-19', holds: 'Lecture 2 also makes `Adam(lr=0.05)`' }, { cell: 'cell-15', holds: 'with SGD at 0.01 and `ExponentialLR(gamma=0.9)`' }],
  '001-24': [{ cell: 'cell-17', holds: '*parameter groups*: what a group does not say, it has from the defaults' }, { cell: 'cell-18', holds: 'match: variable => variable === classifier, eta: 1e-3' }],
  '001-25': [{ cell: 'cell-17', holds: 'clear the gradients (`zero_grad`), compute the output and the loss, go backward, step' }],
  '001-26': [{ cell: 'cell-17', holds: 'after the last `optimizer.step()` of the epoch, not before the first' }],
  '001-27': [{ cell: 'cell-15', holds: 'for epoch in range(20):' }, { export: 'schedules.exponential', latex: 'q^{' }],
  '001-28': [{ cell: 'cell-14', holds: 'How does each schedule spend a hundred steps?' }],
  '003-10': [{ cell: 'cell-17', holds: 'The same learning rate applies to all the parameters' }, { cell: 'cell-33', holds: 'Of lecture 4\'s challenges that leaves two' }],
  E09: [{ cell: 'cell-17', holds: 'all twenty epochs run at 0.01, and the rate falls once' }, { cell: 'cell-33', holds: 'stands behind both loops: one fall, after the last epoch' }],
  E59: [{ cell: 'cell-30', holds: 'defined in advance and hence unable to adapt to the task at hand' }, { cell: 'cell-32', holds: 'When does the schedule notice that nothing improves?' }],
  E61: [{ cell: 'cell-19', holds: 'That is 50 times the default of 0.001' }, { cell: 'cell-33', holds: 'makes Adam with 0.05, 50 times the default' }],
};
