import { randomInt } from 'node:crypto';

/**
 * The number of a user that nobody is: of a range that no account, service or container is given. A new one for each box, so that how many processes
 * it has is counted alone, and none of another box, or of this machine, is its own.
 */
export function freshUser(): number {
  return 0x7f00_0000 + randomInt(0x00ff_ffff);
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
