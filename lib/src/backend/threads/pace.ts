/** How often, and for how many milliseconds, each way is looked at, and the faster one then gone by. */
const look = { times: 3, ms: 10 };
const stretch = { times: 128, ms: 400 };

type Way = 'alone' | 'shared';

/**
 * Finds out which of two ways is faster, again and again, since what else runs on the machine comes and goes: first a look at each, then a stretch by the one
 * that took less for as much. Rare long waits count in full, because that is what sharing costs on a busy machine. A look is long enough for the system to
 * give a thread that it has woken a core of its own, and its first time does not count.
 */
export class Pace {
  private phase: Way | 'stretch' = 'alone';
  private readonly seen = { alone: 0, shared: 0 };
  private times = 0;
  private ms = 0;
  private counted = { ms: 0, size: 0 };

  /** Whether the next time is to be shared. */
  next(): boolean {
    const least = this.phase === 'stretch' ? stretch : look;
    if (this.times >= least.times && this.ms >= least.ms) this.goOn();
    return (this.phase === 'stretch' ? this.faster : this.phase) === 'shared';
  }

  /** How many milliseconds that has taken, and how much it was. */
  took(ms: number, size: number): void {
    if (this.times > 0) {
      this.counted.ms += ms;
      this.counted.size += size;
    }
    this.times += 1;
    this.ms += ms;
  }

  private goOn(): void {
    const { phase, counted } = this;
    if (phase !== 'stretch') this.seen[phase] = counted.ms / counted.size;
    this.phase = phase === 'alone' ? 'shared' : phase === 'shared' ? 'stretch' : 'alone';
    this.counted = { ms: 0, size: 0 };
    this.times = 0;
    this.ms = 0;
  }

  private get faster(): Way {
    return this.seen.shared <= this.seen.alone ? 'shared' : 'alone';
  }
}

/** The two ways of doing something. */
export interface Ways<Result> {
  shared(): Result;
  alone(): Result;
}

/** One pace for each size of what is done, up to a factor of about 1.4. */
export class Paces {
  private readonly paces = new Map<number, Pace>();

  /** Does it the way that has been faster of late, or looks at the other. */
  take<Result>(size: number, { shared, alone }: Ways<Result>): Result {
    const about = Math.round(Math.log2(size));
    const pace = this.paces.get(about) ?? new Pace();
    this.paces.set(about, pace);
    const way = pace.next() ? shared : alone;
    const began = performance.now();
    const result = way();
    pace.took(performance.now() - began, size);
    return result;
  }
}
