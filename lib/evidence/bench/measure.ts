/** One side of a comparison: work that can be done any number of times in a row. */
export interface Contender {
  /** Does the work so many times. On a GPU it may only have been asked for when this returns. */
  repeat(times: number): void | Promise<void>;
}

/** How much is measured. */
export interface Effort {
  /** Samples of each side; the median of them counts. */
  readonly samples: number;
  /** Seconds that a sample lasts at least: the work is repeated until then, so that neither the clock nor waiting for a GPU shows. */
  readonly sampleSeconds: number;
  /** Seconds that each side works before it counts. V8 takes half a second until it has compiled all of a TensorFlow.js step as well as it can. */
  readonly warmUpSeconds: number;
  /** Seconds after which no more samples are taken, once there are `fewestSamples`. */
  readonly mostSeconds: number;
}

/** What tells the time: a clock in seconds, a wait until everything that was asked for has been computed, and one until the machine is at rest. */
export interface Stopwatch {
  now(): number;
  settled(): void | Promise<void>;
  /** Other threads go on looking for work for some milliseconds once they have none. */
  rested(): void | Promise<void>;
}

/** Below three samples a median is no better than its worst sample. */
export const fewestSamples = 3;

/** A sample repeats its work at most so often, however fast it is. */
const mostRepetitions = 2 ** 20;

/**
 * Median seconds that each side takes to do its work once. Both are warmed up, then they take turns, ours, rival, ours, rival, so that a machine
 * that slows down or is needed elsewhere for a while does so to both.
 */
export async function race(ours: Contender, rival: Contender, effort: Effort, watch: Stopwatch): Promise<{ ours: number; rival: number }> {
  const ourTimes = await warmedUp(ours, effort, watch);
  const rivalTimes = await warmedUp(rival, effort, watch);
  const begun = watch.now();
  const taken: { readonly ours: number[]; readonly rival: number[] } = { ours: [], rival: [] };
  for (let sample = 0; sample < effort.samples; sample++) {
    if (sample >= fewestSamples && watch.now() - begun > effort.mostSeconds) break;
    taken.ours.push((await secondsOf(ours, ourTimes, watch)) / ourTimes);
    taken.rival.push((await secondsOf(rival, rivalTimes, watch)) / rivalTimes);
  }
  return { ours: median(taken.ours), rival: median(taken.rival) };
}

/** The middle value, or the mean of the middle two. Errors: no values. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('bench: a median needs at least one value, got none');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

/** Repeats the work, twice as often as before while that lasts too short for a sample. Returns how often it was in the end. */
async function warmedUp(contender: Contender, { sampleSeconds, warmUpSeconds }: Effort, watch: Stopwatch): Promise<number> {
  const begun = watch.now();
  for (let times = 1; ; ) {
    const lasted = await secondsOf(contender, times, watch);
    if (lasted < sampleSeconds && times < mostRepetitions) times *= 2;
    else if (watch.now() - begun >= warmUpSeconds) return times;
  }
}

async function secondsOf(contender: Contender, times: number, { now, settled, rested }: Stopwatch): Promise<number> {
  await rested();
  const begun = now();
  await contender.repeat(times);
  await settled();
  return now() - begun;
}
