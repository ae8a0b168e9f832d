import type { Page } from 'playwright-core';

/** So small no text may become: at half its size it is that of a footer. */
const leastScale = 0.55;

/** What is wrong with the slides of a deck as they are shown: what is not all on its slide, or set too small. Every fragment is shown. */
export async function slideFaults(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.querySelector('.reveal.ready') !== null);
  const faults: string[] = [];
  const slides = Number(await page.evaluate('Reveal.getSlides().length'));
  for (let slide = 0; slide < slides; slide += 1) {
    await page.evaluate(`{ const { h, v } = Reveal.getIndices(Reveal.getSlides()[${slide}]); Reveal.slide(h, v, 99); }`);
    const hasFigure = await page.evaluate(() => document.querySelector('section.present:not(.stack) .descent-figure') !== null);
    if (hasFigure) await page.waitForFunction(() => document.querySelector('section.present:not(.stack) .js-plotly-plot .main-svg, section.present:not(.stack) .js-plotly-plot canvas') !== null);
    await page.waitForTimeout(hasFigure ? 400 : 80);
    const found = await page.evaluate(least => {
      const present = document.querySelector('section.present:not(.stack)') as HTMLElement;
      const [box, inside] = [present.querySelector<HTMLElement>('.fit'), present.querySelector<HTMLElement>('.fitted')];
      if (box === null || inside === null) return [];
      const [outer, inner] = [box.getBoundingClientRect(), inside.getBoundingClientRect()];
      const over = Math.max(inner.bottom - outer.bottom, inner.right - outer.right);
      const scale = Number(box.dataset['scale']);
      const heading = present.querySelector('h1, h2')?.textContent ?? '';
      return [
        ...(box.classList.contains('scrolls') ? [`${heading}: it scrolls`] : []),
        // A line more of a row of pixels than there is room for is not seen.
        ...(over > 2 ? [`${heading}: ${over.toFixed(0)} pixels are cut off`] : []),
        ...(scale < least ? [`${heading}: it is set at ${scale} of its size`] : []),
      ];
    }, leastScale);
    faults.push(...found.map(fault => `slide ${slide + 1}, ${fault}`));
  }
  return faults;
}
