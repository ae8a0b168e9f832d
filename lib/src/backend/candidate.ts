/** The engines that can compute tensors, best first. `tensorflow` is the one of `@tensorflow/tfjs-node-gpu`. */
export const backendNames = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;

/** The name of an engine that computes tensors: tensorflow, webgpu, wasm or cpu. */
export type BackendName = (typeof backendNames)[number];

/** Whether a backend can start on this machine. */
export interface Availability {
  /** Whether it can be started. */
  readonly available: boolean;
  /** The reason, in words that end a sentence. */
  readonly why: string;
  /** What to do about it, where something can be done. */
  readonly remedy?: string;
  /** It would start, but slower than the next one: taken only when asked for by name. */
  readonly onlyOnRequest?: true;
}

/** One backend: each file of this folder that is named after a backend exports one. */
export interface Candidate {
  /** As it is asked for. */
  readonly name: BackendName;
  /** Looks without changing anything. Prints nothing and survives a crash of the driver. */
  probe(): Promise<Availability>;
  /** Makes it the active backend and tells what it computes on, in words. */
  start(): Promise<string>;
}
