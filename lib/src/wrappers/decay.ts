import { wrapper } from './wrapper';

/**
 * Decoupled weight decay around any method: before each step the weights shrink by ηλ, η being the rate of that step, and the gradient does not hear of
 * it. Around `adam` this is `adamw`; around a method with a trust ratio the ratio sees the weights after the decay, as in Keras. λ = 0 changes nothing.
 * Inside `accumulate` it decays once a step, outside once a gradient. Errors: a method without a learning rate.
 */
export const decoupledDecay = wrapper({
  name: 'decoupled decay',
  title: 'Decoupled weight decay',
  idea: 'Let the weights decay by themselves instead of through the gradient, whatever the method.',
  source: { paper: 'Loshchilov & Hutter 2019', url: 'https://arxiv.org/abs/1711.05101', lectures: ['001:154'] },
  differs:
    "Keras's `SGD(weight_decay)` and of every optimizer; torch's `Adam(decoupled_weight_decay=True)`, torch's `NAdam` and " +
    "torch's `RAdam` with the same switch; optax's `adamaxw` and optax's `nadamw`.",
  hyper: { lambda: 1e-2 },
  start: 'w = (1 - rate * lambda) * w',
  symbols: { rate: { glyph: '\\eta', meaning: 'learning rate of the optimizer inside' } },
});
