import type { Limits } from './limits';

/** How strong the wall between a submission and this machine is, the strongest first. */
export type RungName = 'bubblewrap' | 'own user' | 'own process';

/** A program to be started, with the user it is started as. */
export interface Launch {
  readonly command: string;
  readonly parameters: readonly string[];
  /** The number of a user and of its group, where it is another than ours. */
  readonly user?: number;
}

/** One way to start a program behind a wall. */
export interface Rung {
  readonly name: RungName;
  /** What this wall does not stop, in words. */
  readonly leaves: readonly string[];
  /** How to start node behind it. */
  readonly launch: (node: string, parameters: readonly string[], limits: Limits) => Launch;
  /** Ends what may have outlived the started program. */
  readonly sweep?: (launch: Launch) => void;
}

/** What of a rung, or why it cannot be on this machine. */
export type Attempt = Rung | { readonly name: RungName; readonly reason: string };

/** How limits are set on the way to a program: an argument for each, for `prlimit`. No core files, no files at all. */
export function prlimits({ cpuSeconds, dataMb }: Limits, processes?: number): string[] {
  const limits = [`--cpu=${Math.ceil(cpuSeconds)}:${Math.ceil(cpuSeconds) + 1}`, `--data=${dataMb * 2 ** 20}`, '--fsize=0', '--nofile=64', '--core=0'];
  return processes === undefined ? limits : [...limits, `--nproc=${processes}`];
}
