import { wrapper } from './wrapper';

const symbols = {
  bound: { glyph: 'C', meaning: 'largest size that is let through', interval: '(0, inf)', torch: 'max_norm, clip_value', keras: 'clipnorm, clipvalue, global_clipnorm', optax: 'max_norm, max_delta' },
  total: { glyph: 'N', meaning: 'norm of the gradient over all variables' },
} as const;

const source = { paper: 'Pascanu, Mikolov & Bengio 2013, Algorithm 1', url: 'https://arxiv.org/abs/1211.5063' };

/** Clips every entry of the gradient to [−C, C]. The direction changes. */
export const clipValue = wrapper({
  name: 'clip (value)',
  title: 'Clipping by value',
  idea: 'Let no entry of the gradient exceed a bound.',
  source,
  differs: 'torch\'s `clip_grad_value_`, Keras\'s `SGD(clipvalue)` and of every optimizer, optax\'s `clip`.',
  hyper: { bound: 1 },
  gradient: 'g = min(max(raw, -bound), bound)',
  symbols,
});

/** Shortens each variable's gradient to norm C where it is longer; its direction stays. A zero gradient stays zero. */
export const clipNorm = wrapper({
  name: 'clip (norm)',
  title: 'Clipping by the norm of each variable',
  idea: 'Let no variable\'s gradient be longer than a bound, and keep its direction.',
  source,
  differs: 'Keras\'s `SGD(clipnorm)` and of every optimizer; clip_by_block_rms of optax up to the size. torch clips over all variables '
    + 'together.',
  hyper: { bound: 1 },
  gradient: 'g = norm(raw) > bound ? bound * (raw / norm(raw)) : raw',
  symbols,
});

/** Shortens the whole gradient to norm C over all variables; the usual cure for exploding gradients, since the direction of the step stays. */
export const clipGlobalNorm = wrapper({
  name: 'clip (global norm)',
  title: 'Clipping by the norm over all variables',
  idea: 'Let the whole gradient be no longer than a bound, and keep its direction.',
  source,
  differs: 'optax\'s `clip_by_global_norm`, Keras\'s `SGD(global_clipnorm)` and of every optimizer; torch divides by the norm plus 1e-6.',
  hyper: { bound: 1 },
  pooled: { total: 'norm(raw)' },
  gradient: 'g = total > bound ? bound * (raw / total) : raw',
  symbols,
});
