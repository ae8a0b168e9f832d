import type { System, Timer } from './tslab-internals';

/**
 * TypeScript, watching the files of a session, sets two timers: one to compile again, one to look again for imports that it did not find. tslab has
 * room for one. So a file that came or went below node_modules while a notebook was open, by an install or a build, made every cell after it
 * fail with "Unexpected pending rebuildTimer". From here on the timer that tslab has stands for all that TypeScript sets.
 */
export function letFilesComeAndGo(system: System): void {
  const shared = new WeakMap<System, SharedTimer>();
  const sharedBy = (session: System): SharedTimer => {
    const known = shared.get(session) ?? new SharedTimer();
    shared.set(session, known);
    return known;
  };
  const { setTimeout, clearTimeout } = system;
  // tslab gives each session a system of its own, which inherits from this one and is assigned both functions.
  Object.defineProperties(system, {
    setTimeout: {
      get: () => setTimeout,
      set(this: System, setOne: System['setTimeout']) {
        const timer = sharedBy(this);
        timer.setOne = setOne;
        Object.defineProperty(this, 'setTimeout', { value: timer.set });
      },
    },
    clearTimeout: {
      get: () => clearTimeout,
      set(this: System, clearOne: System['clearTimeout']) {
        const timer = sharedBy(this);
        timer.clearOne = clearOne;
        Object.defineProperty(this, 'clearTimeout', { value: timer.clear });
      },
    },
  });
}

/** Any number of timers on one, which goes off for all of them, and for those that they set in turn. */
class SharedTimer {
  setOne!: System['setTimeout'];
  clearOne!: System['clearTimeout'];
  private readonly due = new Set<{ readonly callback: () => void }>();
  private one: Timer | undefined;
  private going = false;

  readonly set = (callback: () => void, ms?: number): Timer => {
    const timer = { callback };
    this.due.add(timer);
    if (!this.going) this.one ??= this.setOne(this.goOff, ms);
    return timer;
  };

  readonly clear = (timer: Timer): void => {
    this.due.delete(timer as { readonly callback: () => void });
    if (this.due.size > 0 || this.one === undefined || this.going) return;
    this.clearOne(this.one);
    this.one = undefined;
  };

  private readonly goOff = (): void => {
    this.going = true;
    try {
      for (const timer of this.due) {
        this.due.delete(timer);
        timer.callback();
      }
    } finally {
      this.going = false;
      this.one = undefined;
    }
  };
}
