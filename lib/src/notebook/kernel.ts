import { compileWasm } from '../formula/wasm/kernel';
import { compileWgsl } from '../formula/wgsl/kernel';
import type { Method } from '../optimizers';
import { escapeHtml } from './escape';
import type { Html } from './show';

/**
 * The machine programs that a method's formula becomes: SIMD WebAssembly for the processor and WGSL for the GPU, generated, one pass over memory per
 * step. Show it: `show(kernel(adam))`. A formula that a target cannot compute exactly says so in its place; there the tensor reading runs.
 *
 * Errors: a method that is no formula.
 */
export function kernel<Hyper extends string>(method: Method<Hyper>): Html {
  if (typeof method !== 'function' || !('declaration' in method)) throw new Error(`kernel: needs a method, as in kernel(adam), got ${typeof method}`);
  const { declaration, program } = method;
  if (program === undefined) throw new Error(`kernel: ${declaration.name} is no formula, so nothing is compiled from it`);
  const targets = [
    { name: 'WebAssembly, for the processor: four weights at a time', text: textOf(() => compileWasm(program).text) },
    { name: 'WGSL, for the GPU', text: textOf(() => compileWgsl(program).text) },
  ];
  const block = ({ name, text }: (typeof targets)[number]): string =>
    `<details><summary>${escapeHtml(`${declaration.title} as ${name}`)}</summary><pre tabindex="0" style="max-height: 40em; overflow: auto">${escapeHtml(text)}</pre></details>`;
  return { html: targets.map(block).join('\n'), text: targets.map(({ name, text }) => `${declaration.title} as ${name}\n\n${text}`).join('\n\n') };
}

/** What is printed of a kernel that cannot be made is the reason. */
function textOf(compile: () => string): string {
  try {
    return compile();
  } catch (error) {
    return (error as Error).message;
  }
}
