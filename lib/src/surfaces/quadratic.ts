import { family } from './family';

/**
 * A bowl of condition number κ, turned by an angle: f = ½ wᵀHw, where H has eigenvalues 1 (along the angle) and κ (across it). Turned, no
 * weight has a curvature of its own, which is where methods that scale each weight by itself lose their advantage.
 *
 * `kappa` in [1, ∞), default 25; `angle` in radians, default π/6; at angle 0 it is the `ravine`. Gradient descent is stable below η = 2/κ,
 * whatever the angle.
 */
export const quadratic = family({
  name: 'quadratic',
  title: 'Quadratic bowl',
  idea: 'A ravine turned by an angle, so that no weight has a curvature of its own.',
  source: { paper: 'no paper: a plain quadratic', lectures: ['002:43'] },
  defaults: { kappa: 25, angle: Math.PI / 6 },
  symbols: { angle: { glyph: '\\theta', meaning: 'angle of the flat direction, in radians' } },
  member: ({ kappa, angle }) => {
    if (!Number.isFinite(angle)) throw new Error(`quadratic: angle must be a finite number of radians, got ${angle}`);
    return {
      title: `Quadratic bowl, κ = ${kappa}`,
      f: '((cosine * x + sine * y)^2 + kappa * (cosine * y - sine * x)^2) / 2',
      parameters: { kappa, cosine: Math.cos(angle), sine: Math.sin(angle) },
      symbols: {
        cosine: { glyph: '\\cos\\theta', meaning: 'cosine of the angle of the flat direction' },
        sine: { glyph: '\\sin\\theta', meaning: 'sine of the angle of the flat direction' },
      },
      minima: [[0, 0]],
      window: { x: [-4, 4], y: [-4, 4] },
      starts: [[-3.5, -1], [-3, 2], [2, 3]],
    };
  },
});
