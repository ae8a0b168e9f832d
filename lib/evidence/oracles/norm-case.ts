import type { RunningConvention } from '../../src/normalizations';
import type { Nested } from './nested';

/** One batch, what came out, and the gradients by what came in. */
export interface Pass {
  readonly x: Nested;
  readonly gy: Nested;
  readonly y: Nested;
  readonly grad_x: Nested;
  readonly grad_weight?: Nested;
  readonly grad_bias?: Nested;
}

/** Running statistics as torch names them. */
export interface Running {
  readonly running_mean?: number[];
  readonly running_var?: number[];
  readonly num_batches_tracked?: number;
}

/** A recorded normalisation in torch's terms. */
export interface NormCase extends Partial<Pass> {
  readonly id: string;
  readonly kind: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly params: { readonly weight?: Nested; readonly bias?: Nested };
  /** How running statistics are kept, where not as torch does. */
  readonly convention?: RunningConvention;
  readonly running_init?: Running;
  readonly train?: ReadonlyArray<Pass & { readonly running_after: Running }>;
  readonly eval?: Pass;
}
