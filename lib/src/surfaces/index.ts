export { surface, type Point, type Surface, type SurfaceDeclaration } from './surface';
export { ravine } from './ravine';
export { rosenbrock } from './rosenbrock';
