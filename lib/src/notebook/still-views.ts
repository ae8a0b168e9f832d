import { rounded, type Figure } from '../figures/figure';
import { escapeHtml } from './escape';
import { stillPicture } from './still/picture';

/** The places of live views, each with its still picture and text alternative in it. */
export function stillViews(stills: readonly Figure[]): string {
  const pictures = stills.map(still => {
    const picture = Buffer.from(stillPicture(rounded(still))).toString('base64');
    return `<div class="descent-view"><img alt="${escapeHtml(still.alt)}" style="max-width:100%" src="data:image/svg+xml;base64,${picture}"></div>`;
  });
  return `<div class="descent-views">${pictures.join('')}</div>`;
}
