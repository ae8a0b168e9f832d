import type { Trial } from '../exercises/exercise';
import type { Given, Subject } from '../subject/subject';

/** Opens a place in which a lesson's functions can be called, and nothing has run yet. Of one for hidden trials nothing is told that its code says. */
export type OpenPlace = (visibility: Trial['visibility']) => Promise<Subject>;

type StandIn = (...given: never[]) => Given;

/**
 * Where one lesson of a submission is asked: what is shown in one place, what is hidden in another. So nothing that a student is told of a public trial
 * can hold the inputs of a hidden one, whatever the code remembers from call to call.
 */
export class Places {
  readonly #standIns = new Map<string, StandIn>();

  private constructor(
    readonly open: OpenPlace,
    readonly shown: Subject,
    readonly hidden: Subject,
  ) {}

  static async open(open: OpenPlace): Promise<Places> {
    return new Places(open, await open('public'), await open('hidden'));
  }

  of({ visibility }: Pick<Trial, 'visibility'>): Subject {
    return visibility === 'hidden' ? this.hidden : this.shown;
  }

  /** Others, in which nothing has run yet, with the same stand-ins. */
  async fresh(): Promise<Places> {
    const fresh = await Places.open(this.open);
    for (const [name, standIn] of this.#standIns) fresh.substitute(name, standIn);
    return fresh;
  }

  /** See `Subject.substitute`. */
  substitute(name: string, standIn: StandIn): void {
    this.#standIns.set(name, standIn);
    for (const subject of [this.shown, this.hidden]) subject.substitute(name, standIn);
  }

  async close(): Promise<void> {
    await Promise.all([this.shown.close(), this.hidden.close()]);
  }
}
