export type { Hidden, Layer, NetworkParts } from './network-parts';
export { planNetwork } from './network-plan';
export { PlannedNetwork, type Examples, type Measured } from './planned-network';
export { WebgpuPlannedNetwork } from './planned-on-webgpu';
export { plannedNetwork, planningHere } from './planning';
export type { Operation, Place, Plan } from './plan';
