export { diagnose } from './diagnose';
export { renderFindings } from './render';
export type { Finding } from './finding';
