import { activation } from './activation';

/** log(1 + e^x): a rectifier without a kink; its slope is the sigmoid. Written in two halves so that no exponent is positive. */
export const softplus = activation({
  name: 'softplus',
  title: 'Softplus',
  idea: 'The rectifier with its corner rounded off.',
  source: { paper: 'Dugas et al. 2001' },
  differs: 'torch\'s with beta = 1 (it returns x itself above its threshold 20); the same function in Keras, JAX and tfjs.',
  formula: 'x >= 0 ? x + log(1 + exp(-x)) : log(1 + exp(x))',
});

/** x σ(x), also called swish: dips to −0.2785 near x = −1.278 and follows the rectifier far out. */
export const silu = activation({
  name: 'silu',
  title: 'SiLU (swish)',
  idea: 'A number times its own sigmoid: a smooth rectifier that may fall below zero.',
  source: { paper: 'Elfwing, Uchibe & Doya 2018; Ramachandran, Zoph & Le 2017' },
  differs: 'silu in torch, Keras and JAX; swish in older Keras and tfjs.',
  formula: 'x >= 0 ? x / (1 + exp(-x)) : x * exp(x) / (1 + exp(x))',
});

/**
 * The Gaussian error linear unit x Φ(x) with Φ approximated by a tanh: ½ x (1 + tanh u/2), and ½ (1 + tanh u/2) = σ(u). It stays within
 * 5e-4 of the exact one, which needs the error function and is no formula here. Its slope takes x²:
 * beyond 1.8e19 that is no float32, and NaN on tensors.
 */
export const gelu = activation({
  name: 'gelu',
  title: 'GELU (tanh form)',
  idea: 'Weigh a number by the chance that a standard normal draw lies below it.',
  source: { paper: 'Hendrycks & Gimpel 2016' },
  differs: 'torch\'s gelu(approximate=\'tanh\') and JAX\'s default; torch\'s and Keras\'s default is the exact form with erf.',
  formula: 'u >= 0 ? x / (1 + exp(-u)) : x * exp(u) / (1 + exp(u))',
  where: { u: '2 * sqrt(2 / pi) * (x + 0.044715 * x * x^2)' },
  constants: { pi: Math.PI },
  symbols: { u: { glyph: 'u', meaning: 'argument of the sigmoid' }, pi: { glyph: '\\pi', meaning: 'circumference over diameter' } },
});
