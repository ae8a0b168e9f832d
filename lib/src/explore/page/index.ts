import { start } from './start';

declare global {
  interface Window {
    /** What the script of an explorable calls. */
    descentExplore?: { readonly start: typeof start };
  }
}

window.descentExplore ??= { start };
