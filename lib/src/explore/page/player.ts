import { placeOf, places, valueAt, type Setting } from '../settings';

/** How long a slider takes from one end to the other, in milliseconds: a race that can be followed, and waited for. */
const whole = 8000;

/** Moves a slider to its end by itself, from where it stands, or from its beginning where it stands at the end. It never starts unasked. */
export class Player {
  private frame: number | undefined;

  constructor(
    private readonly setting: Setting,
    private readonly figure: HTMLElement,
    private readonly onMove: (value: number) => void,
    private readonly onChange: (playing: boolean) => void,
  ) {}

  get name(): string {
    return this.setting.name;
  }

  /** Plays from this value, or pauses. */
  toggle(value: number): void {
    if (this.frame !== undefined) return this.pause();
    const range = this.setting.slider;
    if (range === undefined) return;
    const from = value >= range.to ? 0 : placeOf(range, value) / places;
    const began = performance.now();
    const next = (now: number): void => {
      const share = from + (now - began) / whole;
      this.onMove(valueAt(range, Math.min(1, share) * places));
      if (share >= 1 || !this.figure.isConnected) return this.pause();
      this.frame = requestAnimationFrame(next);
    };
    this.frame = requestAnimationFrame(next);
    this.onChange(true);
  }

  pause(): void {
    if (this.frame === undefined) return;
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    this.onChange(false);
  }
}
