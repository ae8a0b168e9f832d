import { BoxProcess } from './box-process';
import { bubblewrap } from './bubblewrap';
import { DEFAULT_LIMITS } from './limits';
import { ownProcess } from './own-process';
import { ownUser } from './own-user';
import type { Attempt, Rung, RungName } from './rung';

/** The rung that holds, and why no stronger one does. */
export interface Footing {
  readonly rung: Rung;
  /** Empty for the strongest. */
  readonly reason: string;
}

export interface LadderOptions {
  /** Where programs are looked for, as in the variable PATH, the default. */
  readonly path?: string;
  readonly platform?: NodeJS.Platform;
}

/** Where the ladder was climbed already: once per process for each way of asking. */
const climbed = new Map<string, Promise<Footing>>();

/**
 * The strongest rung on which a box starts here, or the one that is asked for: found by starting one, not by looking for programs. Errors: a rung
 * that is asked for and does not hold, with the reason.
 */
export function footing(wanted: RungName | 'auto' = 'auto', { path, platform = process.platform }: LadderOptions = {}): Promise<Footing> {
  const key = JSON.stringify([wanted, path, platform]);
  const known = climbed.get(key) ?? climb(wanted, path, platform);
  climbed.set(key, known);
  return known;
}

async function climb(wanted: RungName | 'auto', path: string | undefined, platform: NodeJS.Platform): Promise<Footing> {
  const reasons = new Map<RungName, string>();
  for (const attempt of await attempts(path, platform)) {
    if (wanted !== 'auto' && attempt.name !== wanted) continue;
    const reason = 'reason' in attempt ? attempt.reason : await problemOf(attempt);
    if (reason === undefined) return { rung: attempt as Rung, reason: [...reasons].filter(([name]) => name !== attempt.name).map(worded).join('; ') };
    reasons.set(attempt.name, reason);
  }
  throw new Error(`box: no box can be started here: ${[...reasons].map(worded).join('; ')}`);
}

async function attempts(path: string | undefined, platform: NodeJS.Platform): Promise<Attempt[]> {
  if (platform === 'linux') return [...(await bubblewrap(path)), ...ownUser(path), ...ownProcess(path)];
  const elsewhere = (name: RungName): Attempt => ({ name, reason: `there is none on ${platform}` });
  return [elsewhere('bubblewrap'), elsewhere('own user'), ...ownProcess(path)];
}

async function problemOf(rung: Rung): Promise<string | undefined> {
  try {
    const box = await BoxProcess.start(rung, DEFAULT_LIMITS);
    await box.end();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function worded([name, reason]: readonly [RungName, string]): string {
  return `${name}: ${reason}`;
}
