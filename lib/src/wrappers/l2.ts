import { wrapper } from './wrapper';

/**
 * L2 regularisation of the objective, f + λ/2 ‖w‖²: its gradient λ w joins the loss's, so an adaptive method scales the decay with the rest.
 * That is what decoupled decay (`adamw`) avoids; for plain gradient descent the two are the same. The reported loss is without the penalty.
 */
export const l2 = wrapper({
  name: 'l2',
  title: 'L2 on the objective',
  idea: 'Add half the squared weights to the objective, so that its gradient pulls every weight towards zero.',
  source: { paper: 'Loshchilov & Hutter 2019, section 2', url: 'https://arxiv.org/abs/1711.05101', lectures: ['001:148'] },
  differs: 'torch\'s `SGD(weight_decay)`, torch\'s `Adam(weight_decay)`; optax\'s `add_decayed_weights` before the method. '
    + 'kernel_regularizer of Keras counts λ ‖w‖², as deck 001 does.',
  hyper: { lambda: 1e-4 },
  gradient: 'g = raw + lambda * w',
});

/** L2 as deck 001 prints it, f + λ wᵀw, without the half: the pull is 2 λ w. */
export const l2Unhalved = wrapper({
  name: 'l2 (without the half)',
  title: 'L2 on the objective, without the half',
  idea: 'Add the squared weights to the objective.',
  source: { paper: 'deck 001', lectures: ['001:152'] },
  differs: 'kernel_regularizer of Keras; twice the pull of `l2` and of weight_decay in torch.',
  hyper: { lambda: 1e-4 },
  gradient: 'g = raw + 2 * lambda * w',
});
