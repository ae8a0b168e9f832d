import { settingsOf } from '../given';
import type { Setting } from '../settings';
import type { ViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { compileAveragesView } from './averages';
import { compileCurvesView } from './curves';
import { compileGroupsView, settingsOfGroups } from './groups';
import { compileLayersView } from './layers';
import { compilePlaneView } from './plane';
import { compileSlopeView } from './slope';
import { compileStepsView } from './steps';
import { compileSurfaceView, surfacesOf } from './surface';

/** Settings that a view brings along: where a descent starts, or a reader stands, which is dragged on the picture, and which of several is shown. */
export function impliedSettings(views: readonly ViewGiven[], given: readonly Setting[]): Setting[] {
  const implied = views.flatMap((view): Setting[] => {
    if (view.draw === 'slope') return [{ name: 'w', label: 'start', at: view.start }];
    if (view.draw === 'groups') return settingsOfGroups(view);
    if (view.draw !== 'paths' && view.draw !== 'landscape' && view.draw !== 'losses') return [];
    const surfaces = surfacesOf(view);
    const [x = NaN, y = NaN] = view.start ?? surfaces[0]?.starts[0] ?? [];
    const choice = surfaces.length > 1 ? settingsOf({ surface: { choose: surfaces[0]?.title ?? '', of: surfaces.map(({ title }) => title) } }) : [];
    return [...choice, { name: 'x', label: 'start, x', at: x }, { name: 'y', label: 'start, y', at: y }];
  });
  return implied.filter(({ name }, k) => !given.some(one => one.name === name) && implied.findIndex(one => one.name === name) === k);
}

const known: readonly ViewGiven['draw'][] = ['paths', 'landscape', 'losses', 'slope', 'steps', 'curves', 'plane', 'averages', 'groups', 'layers'];

/** Errors: whatever is wrong with a view's methods, surfaces and formulas, by name. */
export function compileView(view: ViewGiven, settings: readonly Setting[]): CompiledView {
  switch (view.draw) {
    case 'paths':
    case 'landscape':
    case 'losses': return compileSurfaceView(view, settings);
    case 'slope': return compileSlopeView(view, settings);
    case 'steps': return compileStepsView(view, settings);
    case 'curves': return compileCurvesView(view, settings);
    case 'plane': return compilePlaneView(view, settings);
    case 'averages': return compileAveragesView(view, settings);
    case 'groups': return compileGroupsView(view, settings);
    case 'layers': return compileLayersView(view, settings);
    default: throw new Error(`explore: unknown view "${String((view as { draw: unknown }).draw)}"; known: ${known.join(', ')}`);
  }
}
