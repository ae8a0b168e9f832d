import type { Coverage } from '../places';

export const coverage: Coverage = {
  '002-25': [{ cell: 'cell-03', holds: 'Backpropagation tells each layer how to change *if all the others stay as they are*. Then all of them change at once' }, { cell: 'cell-03', holds: '*adaptive reparametrisation*' }],
  '002-26': [{ cell: 'cell-11', holds: 'What comes is $(1+\\eta)^l-1$' }, { cell: 'cell-12', holds: 'How many times the promised change comes?' }],
  '002-27': [{ cell: 'cell-06', holds: 'help(batchNorm)' }, { export: 'batchNorm', latex: '\\sqrt{\\sigma^2 + \\varepsilon}' }, { cell: 'cell-08', holds: '\'each row (layer)\': layerNorm(two).y' }],
  '002-28': [{ cell: 'cell-20', holds: 'Then $\\gamma$ and $\\beta$ learn it: $\\beta=1.76$' }, { export: 'batchNorm', latex: '+ \\beta' }],
  E25: [{ cell: 'cell-09', holds: 'over "netsums for $m$ units". That is the *row*: layer normalisation' }, { cell: 'cell-22', holds: 'Lecture 3 has no word on that' }, { cell: 'cell-23', holds: 'torch: torchRunning, Keras: kerasRunning' }],
  E26: [{ cell: 'cell-18', holds: '\\overline{\\hat x^2}=\\frac{\\overline{(x-\\mu)^2}}{\\sigma^2+\\varepsilon}' }, { cell: 'cell-19', holds: 'What variance comes out, by what went in?' }],
  E27: [{ cell: 'cell-07', holds: 'its scale $\\alpha$ and its shift $\\beta$' }, { cell: 'cell-32', holds: 'calls scale and shift $\\alpha$ and $\\beta$' }],
  E28: [{ cell: 'cell-32', holds: 'it is $W^{(l)}\\cdots W^{(2)}W^{(1)}x$' }, { cell: 'cell-13', holds: 'No. For small rates both curves are at 1' }, { cell: 'cell-32', holds: 'Santurkar and others (2018)' }],
};
