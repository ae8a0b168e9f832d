// Runs in every page: what has to be scrolled sideways can be reached by keyboard, and nothing else becomes a stop on the way through the page.

const wide = '.formula, .outputs > .html, .scroll, pre';

function mark(): void {
  for (const element of Array.from(document.querySelectorAll<HTMLElement>(wide))) {
    if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) element.tabIndex = 0;
  }
}

mark();
addEventListener('resize', mark);
// What is unfolded has no size before.
document.addEventListener('toggle', mark, true);

export {};
