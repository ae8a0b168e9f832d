export { decode } from './decode';
export { encode } from './encode';
export { FRAME_LIMIT, FrameLimitError, WireError, type End, type Wire } from './wire-format';
