/** What a submission may use. */
export interface Limits {
  /** How long one call may take, in milliseconds on the clock of the judging side. */
  readonly callMs: number;
  /** How long the file may take to load. */
  readonly loadMs: number;
  /** Processor time of one box in all, in seconds. */
  readonly cpuSeconds: number;
  /** What lies on the heap of JavaScript, in MB. */
  readonly heapMb: number;
  /** All memory of one process, arrays of numbers among it, in MB. Address space is not limited, because WebAssembly reserves it in vain. */
  readonly dataMb: number;
  /** How much of what one call prints is kept, in KB. */
  readonly outKb: number;
  /** The largest value that is given or returned, in KB on the wire. */
  readonly frameKb: number;
  /** Processes and threads. Node itself has about a dozen. */
  readonly processes: number;
}

export const DEFAULT_LIMITS: Limits = {
  callMs: 2000,
  loadMs: 5000,
  cpuSeconds: 120,
  heapMb: 256,
  dataMb: 2048,
  outKb: 64,
  frameKb: 8192,
  processes: 64,
};

/** A box that prints more than this during one call is ended, in bytes. */
export const PRINT_CAP = 16e6;

/** The limits with some of them changed. Errors: a limit that is not a positive number. */
export function limitsWith(changes: Partial<Limits> = {}): Limits {
  const limits = { ...DEFAULT_LIMITS, ...changes };
  for (const [name, value] of Object.entries(limits)) {
    if (!(Number.isFinite(value) && value > 0)) throw new Error(`box: ${name} must be a positive number, got ${String(value)}`);
  }
  return limits;
}
