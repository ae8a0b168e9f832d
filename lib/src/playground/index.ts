export { describePlayground, playgroundStills, type PlaygroundOptions } from './playground';
export type { Playground } from './known';
