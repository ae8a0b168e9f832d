import type { Coverage } from '../places';

export const coverage: Coverage = {
  '002-15': [{ cell: 'cell-25', holds: 'a bad starting point ends in a bad local optimum' }, { cell: 'cell-26', holds: 'Does the start decide where the descent ends?' }, { cell: 'cell-27', holds: 'which says that with $w_0=0$ units rather do not interact' }],
  '002-16': [{ cell: 'cell-10', holds: 'fanInUniform' }, { cell: 'cell-09', holds: "lecture 3's first rule, $\\mathcal U(\\pm1/\\sqrt{n_\\text{in}})$" }, { export: 'initializers.fanInUniform', latex: '\\frac{1}{\\sqrt{n_{\\text{in}}}}' }],
  '002-17': [{ cell: 'cell-09', holds: 'its second, $\\mathcal U(\\pm6/\\sqrt{n_\\text{in}+n_\\text{out}})$' }, { export: 'initializers.xavierAsPrinted', latex: '\\frac{6}{\\sqrt{' }],
  '002-18': [{ cell: 'cell-08', holds: 'initializers.deckTable' }, { cell: 'cell-07', holds: 'row by row, uniform and then normal' }, { export: 'initializers.sigmoidNormal', latex: '4 \\, \\sqrt{' }],
  E20: [{ cell: 'cell-13', holds: 'has lost the root over the 6, and multiplies the mean square of a linear layer by 6' }, { cell: 'cell-27', holds: "prints Xavier's bound as $6/\\sqrt{n_\\text{in}+n_\\text{out}}$" }],
  E21: [{ cell: 'cell-21', holds: "torch's gain for the sigmoid is 1" }, { cell: 'cell-27', holds: "$4$ times Xavier's, loses a signal too" }],
  E22: [{ cell: 'cell-27', holds: 'From 300 to 900 units the table halves the mean square' }, { cell: 'cell-11', holds: "**He's** rule is $\\sigma^2=2/n_\\text{in}$" }],
  E23: [{ cell: 'cell-13', holds: 'The signal loses a factor $\\sqrt3$ in every linear layer, $\\sqrt6$ with a relu' }, { cell: 'cell-27', holds: 'shrinks a signal by $\\sqrt3$ in each layer' }],
  E24: [{ cell: 'cell-13', holds: 'we are setting the weights to very small random numbers' }, { cell: 'cell-27', holds: 'torch draws them from $\\mathcal U(\\pm1/\\sqrt{n_\\text{in}})$' }],
  E64: [{ cell: 'cell-27', holds: 'a start pulls never' }],
};
