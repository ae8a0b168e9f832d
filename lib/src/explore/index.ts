export { explore, type Explorable, type ExploreOptions } from './explore';
export { heavyBallPhases } from './heavy-ball-phases';
export type { SettingGiven } from './given';
export type {
  CurvesViewGiven, GroupsViewGiven, LayersViewGiven, MethodGiven, NormalizationGiven, PlaneViewGiven, SlopeViewGiven, StepsViewGiven, SurfaceViewGiven,
  ViewGiven,
} from './view-given';
