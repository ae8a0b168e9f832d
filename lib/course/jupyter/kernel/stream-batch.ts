import type { StreamName } from './tslab-internals';

const DELAY_MS = 20;
const LIVE_MS = 100;
const LARGEST_TEXT = 1 << 16;

// A notebook may replace the global timers, for instance by fake ones.
const later = setTimeout;
const cancel = clearTimeout;

/**
 * Joins the writes of one stream into few messages. tslab sends one message per `console.log`, and Jupyter servers cut a kernel off
 * above 1000 messages a second. Text waits at most 20 ms, in a loop that never yields at most until the first write after 100 ms.
 */
export class StreamBatch {
  private name: StreamName = 'stdout';
  private text: string[] = [];
  private length = 0;
  private timer: NodeJS.Timeout | undefined;
  private flushedAt = performance.now();

  constructor(private readonly publish: (name: StreamName, text: string) => void) {}

  write(name: StreamName, text: string): void {
    if (name !== this.name) this.flush();
    this.name = name;
    this.text.push(text);
    this.length += text.length;
    if (this.length > LARGEST_TEXT || performance.now() - this.flushedAt > LIVE_MS) this.flush();
    else this.timer ??= later(() => this.flush(), DELAY_MS);
  }

  flush(): void {
    cancel(this.timer);
    this.timer = undefined;
    this.flushedAt = performance.now();
    if (this.length === 0) return;
    const text = this.text.join('');
    this.text = [];
    this.length = 0;
    this.publish(this.name, text);
  }
}
