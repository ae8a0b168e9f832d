import { PRINT_CAP } from './limits';

/** What a box prints during one call, on both streams: its beginning, and of the rest how many lines it had. */
export class Prints {
  #kept: Buffer[] = [];
  #room: number;
  #size = 0;
  #linesAfter = 0;
  #endsWithLine = true;

  constructor(readonly mostBytes: number) {
    this.#room = mostBytes;
  }

  /** False where it has become more than any box may print. */
  add(chunk: Buffer): boolean {
    this.#size += chunk.length;
    const kept = chunk.subarray(0, this.#room);
    if (kept.length > 0) this.#kept.push(kept);
    this.#room -= kept.length;
    const rest = chunk.subarray(kept.length);
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, at + 1)) this.#linesAfter++;
    if (rest.length > 0) this.#endsWithLine = rest[rest.length - 1] === 10;
    return this.#size <= PRINT_CAP;
  }

  text(): string {
    // The last letter may have been cut in two.
    const text = new TextDecoder().decode(Buffer.concat(this.#kept), { stream: true });
    const lines = this.#linesAfter + (this.#endsWithLine ? 0 : 1);
    return lines === 0 ? text : `${text}${text.endsWith('\n') ? '' : ' …\n'}… and ${lines} more line${lines === 1 ? '' : 's'}`;
  }

  /** What was printed so far, and begins anew. */
  take(): string {
    const text = this.text();
    this.#kept = [];
    this.#room = this.mostBytes;
    this.#size = 0;
    this.#linesAfter = 0;
    this.#endsWithLine = true;
    return text;
  }
}
