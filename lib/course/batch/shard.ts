import { createHash } from 'node:crypto';

/** One of several parts of a batch, so that several machines can share it. */
export interface Shard {
  /** From 1. */
  readonly part: number;
  readonly of: number;
}

/** `3/16`. Errors: anything else, and parts that there are not. */
export function parseShard(text: string): Shard {
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim())?.map(Number) ?? [];
  if (part === undefined || of === undefined || part < 1 || part > of) {
    throw new Error(`shard must be like 3/16, from 1 to the number of parts, got ${text}`);
  }
  return { part, of };
}

/** Whether a student is in a part: by the id alone, so that it does not matter who else is there. */
export function isInShard(id: string, { part, of }: Shard): boolean {
  return createHash('sha256').update(id).digest().readUIntBE(0, 6) % of === part - 1;
}
