const own = '.descent-figure, .listing, select, summary, a[href]';

/** Whether a key or a finger is for something on the slide, such as a slider, and not for the deck. */
export function isInFigure(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(own) !== null;
}

/** Escape gives the keys back to the deck. */
export function leaveFigure(event: KeyboardEvent): void {
  const { activeElement } = document;
  if (event.key === 'Escape' && activeElement instanceof HTMLElement && isInFigure(activeElement)) activeElement.blur();
}
