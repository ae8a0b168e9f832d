import { createRequire } from 'node:module';

const ours = createRequire(__filename);

/** Whether a package can be found from here. */
export function isInstalled(name: string): boolean {
  try {
    ours.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Loads a package for what it registers, from where `isInstalled` found it; an `import` looks in fewer places. */
export function load(name: string): void {
  ours(name);
}

/**
 * Whether a package would load the very copy of `shared` that `@tensorflow/tfjs` loads here. A second copy has an engine of its own: its
 * tensors and ours could not be mixed.
 */
export function sharesCopy(name: string, shared: string): boolean {
  const seenFrom = (start: string): string => createRequire(ours.resolve(start)).resolve(shared);
  return seenFrom(name) === seenFrom('@tensorflow/tfjs');
}
