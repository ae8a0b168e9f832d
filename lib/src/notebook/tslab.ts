// What the library asks of the kernel it runs in, ours or stock tslab. It finds tslab among the modules the process has loaded, so that
// importing the library anywhere else loads nothing.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Whether this code runs inside a tslab kernel, ours or a stock one. */
export function inKernel(): boolean {
  return writeDisplayData() !== undefined;
}

/** Set on the global object by our own kernel, which cures what the library works around in stock tslab. */
export const ourKernel = Symbol.for('descent kernel');

/** Under this name our kernel finds what is to be mended after it has stopped a cell's code from outside. */
export const afterStop = Symbol.for('descent: after a stop');

/** Whether this code runs inside a tslab kernel that is not ours. */
export function inStockKernel(): boolean {
  return inKernel() && !(ourKernel in globalThis);
}

/**
 * Shows one output that carries several MIME types, of which the front-end takes the richest it knows; tslab's own `display` sends one.
 * With `id` it can be replaced later by `update: true`. False, and nothing shown, outside a tslab kernel.
 */
export function sendDisplayData(
  data: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
  { id, update = false }: { id?: string; update?: boolean } = {},
): boolean {
  const write = writeDisplayData();
  if (write === undefined) return false;
  if (update && id === undefined) throw new Error('sendDisplayData: update needs the id of the output to replace');
  write({ data, metadata, transient: id === undefined ? {} : { display_id: id } }, update);
  return true;
}

/** How tslab is told what to show. */
export type WriteDisplayData = (content: object, update: boolean) => void;

/** The function of this name in a loaded module. A global tslab hands over to a local one, so two may be loaded and one of them be idle. */
export function loadedFunction(path: RegExp, name: string): Function | undefined {
  const { cache } = createRequire(join(process.cwd(), 'index.js'));
  return Object.keys(cache)
    .filter(file => path.test(file))
    .map(file => (cache[file]?.exports as Record<string, unknown>)[name])
    .find(value => typeof value === 'function');
}

/** Null in tslab until the first cell runs. */
function writeDisplayData(): WriteDisplayData | undefined {
  return loadedFunction(/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/, 'lastWriteDisplayData') as WriteDisplayData | undefined;
}
