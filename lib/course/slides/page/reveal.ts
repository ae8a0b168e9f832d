/** What of reveal.js a deck calls. */
export interface RevealApi {
  initialize(options: object): Promise<unknown>;
  configure(options: object): void;
  addKeyBinding(binding: { keyCode: number; key: string; description: string }, run: () => void): void;
  on(event: string, run: () => void): void;
  getCurrentSlide(): HTMLElement | undefined;
  isPrintView(): boolean;
}

declare global {
  interface Window {
    readonly Reveal: RevealApi;
    readonly RevealNotes: unknown;
  }
}
