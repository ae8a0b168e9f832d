import { darkColors as dark, template } from '../../figures/template';

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
  Object.assign(layout.margin as object, { t: 28, b: 44, ...(narrow && { l: 40, r: 20 }) });
  if (narrow) Object.assign(layout.font as object, { size: 12 });
  if (!isDark()) return own;
  Object.assign(layout, { paper_bgcolor: dark.paper, plot_bgcolor: dark.paper });
  Object.assign(layout.font as object, { color: dark.text });
  const lines = { gridcolor: dark.grid, linecolor: dark.line, tickcolor: dark.line, zerolinecolor: dark.line };
  for (const axis of [layout.xaxis, layout.yaxis]) Object.assign(axis as object, lines);
  Object.assign(layout.hoverlabel as object, { bgcolor: dark.hover });
  const [contour] = own.data?.contour ?? [];
  if (contour) Object.assign(contour, { colorscale: dark.ground, line: { width: 0.75, color: dark.contour } });
  const [surface] = own.data?.surface ?? [];
  if (surface) Object.assign(surface, { colorscale: dark.ground, contours: { z: { show: true, width: 1.5, color: dark.contour } } });
  for (const axis of Object.values(layout.scene ?? {})) Object.assign(axis as object, { gridcolor: dark.grid });
  return own;
}
