export type { Hidden, Layer, NetworkParts } from './network-parts';
export { planNetwork } from './network-plan';
export { plannedNetwork, PlannedNetwork, planningHere, type Examples, type Measured } from './planned-network';
export type { Operation, Place, Plan } from './plan';
