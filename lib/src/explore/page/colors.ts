import { template } from '../../figures/template';

/** Whether the page is dark: by JupyterLab's theme, or on a page of the site by the reader's own preference. Elsewhere a page is as it is. */
export function isDark(): boolean {
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === 'false';
  return document.documentElement.hasAttribute('data-descent-site') && matchMedia('(prefers-color-scheme: dark)').matches;
}

/** The course's template, light or dark, and smaller where the page is narrow. */
export function templateFor(width: number): typeof template {
  const own = structuredClone(template);
  const layout = own.layout as NonNullable<typeof own.layout>;
  const narrow = width < 480;
  Object.assign(layout.margin as object, { t: 28, b: 44, ...(narrow && { l: 40, r: 8 }) });
  if (narrow) Object.assign(layout.font as object, { size: 12 });
  if (!isDark()) return own;
  Object.assign(layout, { paper_bgcolor: '#1b2027', plot_bgcolor: '#1b2027' });
  Object.assign(layout.font as object, { color: '#dfe3e8' });
  for (const axis of [layout.xaxis, layout.yaxis]) Object.assign(axis as object, { gridcolor: '#323943', linecolor: '#5b6572', tickcolor: '#5b6572', zerolinecolor: '#5b6572' });
  Object.assign(layout.hoverlabel as object, { bgcolor: '#2a313b' });
  const [contour] = own.data?.contour ?? [];
  if (contour) Object.assign(contour, { colorscale: [[0, '#1b2027'], [0.35, '#161b21'], [0.7, '#12161a'], [1, '#0d1013']], line: { width: 0.75, color: '#52606f' } });
  return own;
}
