import { inKernel, sendDisplayData } from './tslab';

/** One output in several formats; the page shows the richest one that it can. */
export interface Bundle {
  'text/plain': string;
  [mime: string]: unknown;
}

export interface DisplayOptions {
  metadata?: Record<string, unknown>;
  /** Names this display, so that a later call with `update` can change it in place. */
  id?: string;
  update?: boolean;
  /** Outside a notebook, print nothing. */
  quiet?: boolean;
}

/** Shows a bundle below the running cell; outside a notebook its plain text is printed. */
export function display(bundle: Bundle, { metadata = {}, id, update = false, quiet = false }: DisplayOptions = {}): void {
  if (inKernel() && sendDisplayData(bundle, metadata, { ...(id !== undefined && { id }), update })) return;
  if (!quiet) console.log(bundle['text/plain']);
}
