import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { inKernel } from './tslab';
import { display } from './display';
import { escapeHtml } from './escape';
import { knownOptions } from '../options';

/** A running display of how far a long loop is. */
export interface Progress {
  /**
   * Says how many of the steps are done, and in a few words how it goes. Await it: the page is then drawn, and an interrupt is seen,
   * before the loop goes on. The display changes at most ten times a second, however often this is called.
   */
  update(done: number, text?: string): Promise<void>;
  /** Ends the display, with a last word. */
  done(text?: string): void;
}

/**
 * Shows the progress of `total` steps: in a notebook as one display that changes in place, in a terminal as a bar on stderr, and
 * not at all where neither is there. Throws when total is not a positive number.
 */
export function progress(total: number, options: { label?: string } = {}): Progress {
  const { label = 'progress' } = knownOptions('progress', options, { label: true });
  if (!(total > 0) || !Number.isFinite(total)) throw new Error(`progress: total must be a positive number, got ${total}`);
  const line = inKernel() ? notebookLine(total, label) : process.stderr.isTTY ? terminalLine(total, label) : silent;
  const began = performance.now();
  let shownAt = began;
  let ended = false;
  return {
    async update(done, text = '') {
      const now = performance.now();
      if (!ended && now - shownAt >= 100) {
        shownAt = now;
        line.show(Math.min(total, Math.max(0, done)), text);
      }
      await setImmediate();
    },
    done(text = '') {
      if (ended) return;
      ended = true;
      line.end(`${((performance.now() - began) / 1000).toFixed(1)} s${text ? ` · ${text}` : ''}`);
    },
  };
}

interface Line {
  show(done: number, text: string): void;
  end(text: string): void;
}

const silent: Line = { show() {}, end() {} };

function notebookLine(total: number, label: string): Line {
  const id = randomUUID();
  const send = (html: string, text: string, update: boolean) => display({ 'text/html': `<div class="descent-progress">${html}</div>`, 'text/plain': text }, { id, update });
  const show = (done: number, text: string, update: boolean) => {
    const words = `${label}: ${done} of ${total}${text ? ` · ${text}` : ''}`;
    send(`<progress max="${total}" value="${done}" aria-label="${escapeHtml(label)}"></progress> ${escapeHtml(words)}`, words, update);
  };
  show(0, '', false);
  return {
    show: (done, text) => show(done, text, true),
    end: text => send(escapeHtml(`${label}: ${text}`), `${label}: ${text}`, true),
  };
}

function terminalLine(total: number, label: string): Line {
  const bar = new SingleBar({ format: `${label} {bar} {value}/{total} {text}`, stream: process.stderr, hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
  bar.start(total, 0, { text: '' });
  return {
    show: (done, text) => bar.update(done, { text }),
    end(text) {
      bar.update(total, { text });
      bar.stop();
    },
  };
}
