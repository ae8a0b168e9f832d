export { figure, type Figure } from './figure';
export { styleOf } from './theme';
export { lines, type Line, type LinesOptions } from './lines';
export { learningCurves, type LearningCurvesOptions } from './learning-curves';
export { pathMap, type PathFigureOptions } from './path-map';
export { pathLandscape } from './path-landscape';
export { stepSizes, type StepSizesOptions } from './step-sizes';
export { decisionLine, type DecisionLine, type DecisionLineOptions } from './decision-line';
