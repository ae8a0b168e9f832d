export { arithmetic } from './arithmetic';
export { useBackend, type Attempt, type BackendReport } from './use-backend';
export { backendNames, type BackendName } from './candidate';
