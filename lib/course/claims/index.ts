export { claimFaults, type Claims } from './claims';
export { grouped, scientific } from './written';
