/** Products between two looks at the other way, and how many of them a look takes. */
const period = 64;
const look = 4;

/** Weight of the newest in a mean. */
const newest = 0.25;

/**
 * Finds out which of two ways is faster, by using both: mostly the one that was, and from time to time the other, since what else runs on the machine comes
 * and goes. The first of a row is not counted, whose thread may have slept.
 */
export class Pace {
  private readonly mean: { shared?: number; alone?: number } = {};
  private count = 0;
  private isShared = false;
  private isFirst = true;

  /** Whether the next product is to be shared. */
  next(): boolean {
    const { shared = 0, alone = Infinity } = this.mean;
    const isBetter = shared <= alone;
    const choice = this.count++ % period < look ? !isBetter : isBetter;
    this.isFirst = choice !== this.isShared;
    this.isShared = choice;
    return choice;
  }

  /** How long the last product has taken for its size. */
  took(time: number): void {
    if (this.isFirst) return;
    const way = this.isShared ? 'shared' : 'alone';
    const before = this.mean[way];
    this.mean[way] = before === undefined ? time : before + newest * (time - before);
  }
}
