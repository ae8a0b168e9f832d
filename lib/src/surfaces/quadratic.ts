import { surface, type Surface } from './surface';

/**
 * A bowl of condition number κ, turned by an angle: f = ½ wᵀHw, where H has eigenvalues 1 (along the angle) and κ (across it). Turned, no
 * weight has a curvature of its own, which is where methods that scale each weight by itself lose their advantage.
 *
 * `kappa` in [1, ∞), default 25; `angle` in radians, default π/6; at angle 0 it is the `ravine`. Gradient descent is stable below η = 2/κ,
 * whatever the angle.
 */
export function quadratic({ kappa = 25, angle = Math.PI / 6 }: { kappa?: number; angle?: number } = {}): Surface {
  if (!(kappa >= 1 && Number.isFinite(kappa))) throw new Error(`quadratic: kappa must be in [1, inf), got ${kappa}`);
  if (!Number.isFinite(angle)) throw new Error(`quadratic: angle must be a finite number of radians, got ${angle}`);
  return surface({
    name: 'quadratic',
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
  });
}
