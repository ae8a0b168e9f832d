export { explore, type Explorable, type ExploreOptions } from './explore';
export type { SettingGiven } from './given';
export type { CurvesViewGiven, MethodGiven, PlaneViewGiven, SlopeViewGiven, StepsViewGiven, SurfaceViewGiven, ViewGiven } from './view-given';
