import type { PlaneViewGiven } from './view-given';

/**
 * What momentum does on a quadratic with the curvatures 1 and κ, as a `plane` of η and γ (and, where it is a setting, κ): by which factor a step shrinks
 * the distance from the minimum in the long run, and whether the descent crawls, swings or diverges.
 *
 * Along a curvature λ the distance obeys e_{t+1} = (1 + γ − ηλ) e_t − γ e_{t−1}, so the factor is the larger root, in size, of
 * z² − (1 + γ − ηλ) z + γ; the slower of the two directions counts. It crawls where the flat direction has real roots, so that it does not swing.
 */
export const heavyBallPhases: Pick<PlaneViewGiven, 'value' | 'label' | 'limits' | 'regions'> = {
  value: `
    along  = 1 + gamma - eta
    across = 1 + gamma - eta * kappa
    flat   = along^2 < 4 * gamma ? sqrt(gamma) : (abs(along) + sqrt(max(0, along^2 - 4 * gamma))) / 2
    steep  = across^2 < 4 * gamma ? sqrt(gamma) : (abs(across) + sqrt(max(0, across^2 - 4 * gamma))) / 2
    factor = max(flat, steep)
  `,
  label: 'factor per step',
  limits: [0.6, 1.2],
  regions: { diverges: 'factor > 1', crawls: 'along^2 >= 4 * gamma', swings: '1' },
};
