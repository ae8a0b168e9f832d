/** How far anything shrinks before it scrolls. */
const smallest = 0.5;

/** Keeps everything that is on a slide within it: whenever the slide or what is on it changes its size, it is set larger or smaller. */
export function fitAll(): void {
  const done = new WeakMap<Element, string>();
  const observer = new ResizeObserver(entries => {
    for (const { target } of entries) fitOnce((target.closest('.fit') ?? target) as HTMLElement, done);
  });
  document.querySelectorAll<HTMLElement>('.fit').forEach(box => {
    observer.observe(box);
    observer.observe(box.firstElementChild as HTMLElement);
  });
}

function fitOnce(box: HTMLElement, done: WeakMap<Element, string>): void {
  const inside = box.firstElementChild as HTMLElement;
  const size = (): string => [box.clientWidth, box.clientHeight, inside.offsetWidth, inside.offsetHeight].join();
  if (box.clientWidth === 0 || done.get(box) === size()) return;
  fit(box, inside);
  done.set(box, size());
}

/** The largest scale, up to the one that the slide allows, at which the content, laid out so much narrower or wider, is no higher and no wider than its box. */
function fit(box: HTMLElement, inside: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = box;
  for (let scale = Number(box.dataset['grows']); ; scale = Math.max(smallest, 0.96 * scale)) {
    inside.style.width = `${width / scale}px`;
    const fits = inside.offsetHeight * scale <= height && inside.scrollWidth * scale <= width + 1;
    if (!fits && scale > smallest) continue;
    inside.style.transform = `scale(${scale})`;
    box.dataset['scale'] = scale.toFixed(3);
    box.classList.toggle('scrolls', !fits);
    return;
  }
}
