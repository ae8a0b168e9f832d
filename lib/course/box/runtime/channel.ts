import { read, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { DESCRIPTORS, type FromBox, type ToBox } from '../frames';

// Before a student's code can change them.
const { parse, stringify } = JSON;
const readLater = promisify(read);

/** The box's end of the channel on which it is asked and answers. */
export class Channel {
  #rest = '';
  readonly #decoder = new TextDecoder();
  readonly #buffer = Buffer.alloc(65536);

  /** The next frame, when it comes: meanwhile timers and promises of the student's code go on. Undefined when the judging side is gone. */
  async next(): Promise<ToBox | undefined> {
    for (;;) {
      const frame = this.#take();
      if (frame !== undefined) return frame;
      const { bytesRead } = await readLater(DESCRIPTORS.frames, this.#buffer, 0, this.#buffer.length, null);
      if (bytesRead === 0) return undefined;
      this.#append(bytesRead);
    }
  }

  /** The next frame, for code that has to wait for it. */
  nextNow(): ToBox {
    for (;;) {
      const frame = this.#take();
      if (frame !== undefined) return frame;
      const count = readSync(DESCRIPTORS.frames, this.#buffer, 0, this.#buffer.length, null);
      if (count === 0) process.exit(1);
      this.#append(count);
    }
  }

  /** The length of what was sent, or undefined where it would be longer than the limit and nothing was sent. */
  send(frame: FromBox, limit = Infinity): number | undefined {
    const bytes = Buffer.from(`${stringify(frame)}\n`);
    if (bytes.length > limit) return undefined;
    for (let sent = 0; sent < bytes.length; ) sent += writeSync(DESCRIPTORS.frames, bytes, sent);
    return bytes.length;
  }

  #append(count: number): void {
    this.#rest += this.#decoder.decode(this.#buffer.subarray(0, count), { stream: true });
  }

  #take(): ToBox | undefined {
    const end = this.#rest.indexOf('\n');
    if (end < 0) return undefined;
    const line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    return parse(line) as ToBox;
  }
}
