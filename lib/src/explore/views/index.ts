import { averagesView, type AveragesSpec } from './averages';
import { curvesView, type CurvesSpec } from './curves';
import { groupsView, type GroupsSpec } from './groups';
import { landscapeView, type LandscapeSpec } from './landscape';
import { layersView, type LayersSpec } from './layers';
import { lossesView, type LossesSpec } from './losses';
import { pathsView, type PathsSpec } from './paths';
import { planeView, type PlaneSpec } from './plane';
import { slopeView, type SlopeSpec } from './slope';
import { stepsView, type StepsSpec } from './steps';
import type { View } from './view';

export type { AveragesSpec, CurvesSpec, GroupsSpec, LandscapeSpec, LayersSpec, LossesSpec, PathsSpec, PlaneSpec, SlopeSpec, StepsSpec };
export type ViewSpec = PathsSpec | LossesSpec | SlopeSpec | StepsSpec | CurvesSpec | PlaneSpec | AveragesSpec | GroupsSpec | LandscapeSpec | LayersSpec;

/** The view that a specification describes, as the code of an explorable holds it. */
export function viewOf(spec: ViewSpec): View {
  switch (spec.draw) {
    case 'paths': return pathsView(spec);
    case 'landscape': return landscapeView(spec);
    case 'losses': return lossesView(spec);
    case 'slope': return slopeView(spec);
    case 'steps': return stepsView(spec);
    case 'curves': return curvesView(spec);
    case 'plane': return planeView(spec);
    case 'averages': return averagesView(spec);
    case 'groups': return groupsView(spec);
    case 'layers': return layersView(spec);
  }
}
