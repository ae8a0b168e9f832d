import { start } from './start';

declare global {
  interface Window {
    /** What the script of a playground calls. */
    descentPlayground?: { readonly start: typeof start };
  }
}

window.descentPlayground ??= { start };
