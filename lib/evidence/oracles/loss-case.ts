import type { Nested } from './nested';

/** A recorded loss in torch's terms. */
export interface LossCase {
  readonly id: string;
  readonly kind: string;
  readonly args: Readonly<Record<string, unknown>> & { readonly reduction: string };
  readonly input: Nested;
  readonly target: Nested;
  readonly gy?: Nested;
  readonly value: Nested;
  readonly grad_input: Nested;
  /** What a sum has to be multiplied by. */
  readonly share?: number;
}
