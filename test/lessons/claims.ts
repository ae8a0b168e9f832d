import { expect, test } from 'vitest';
import { claimFaults, type Claims } from '../../lib/course/claims';

/** A test that a lesson's prose says what is computed here, and no number besides. */
export function lessonClaims(slug: string, claim: (claims: Claims) => void | Promise<void>): void {
  test(`${slug}: every number in the prose is what a computation gives, or has a reason to be there`, async () => {
    expect(await claimFaults(slug, claim)).toEqual([]);
  }, 300_000);
}
