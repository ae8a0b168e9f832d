import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Availability } from './candidate';
import { askOwnProcess } from './own-process';

/** What WebGPU would compute on. */
export interface Adapter {
  readonly vendor: string;
  readonly device: string;
  readonly description: string;
  readonly software: boolean;
}

/**
 * Looks for a graphics adapter in a process of its own, because Dawn prints to stderr where Vulkan is missing, and a broken driver
 * can end the process that asks it. Answers with the adapter, or why there is none.
 */
export async function findAdapter(): Promise<Adapter | Availability> {
  const dawn = pathToFileURL(createRequire(__filename).resolve('webgpu')).href;
  const { answer, stderr, failure } = await askOwnProcess(script(dawn), { mark, who: 'dawn' });
  if (answer === undefined) return { available: false, why: failure ?? 'dawn gave no answer', remedy: driverRemedy };
  const found = JSON.parse(answer) as Adapter | { error: string } | null;
  if (found === null) return missingAdapter(stderr);
  if ('error' in found) return { available: false, why: `dawn reports: ${found.error}`, remedy: driverRemedy };
  return found;
}

/** The adapter in words: "nvidia geforce rtx 3080 (NVIDIA 535.54.03)". */
export function describeAdapter({ vendor, device, description, software }: Adapter): string {
  const name = device.replaceAll('-', ' ').trim() || vendor;
  return (description ? `${name} (${description})` : name) + (software ? ', emulated in software' : '');
}

const mark = 'adapter ';
const driverRemedy = 'update the graphics driver';

/** A device is asked for too: a driver that only lists its adapter is of no use. */
const script = (dawn: string): string => `
  try {
    const { create } = await import(${JSON.stringify(dawn)});
    const gpu = create([]);
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    let found = null;
    if (adapter) {
      const { vendor, device, description, isFallbackAdapter } = adapter.info;
      const software = isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render|warp/i.test([vendor, device, description].join(' '));
      found = { vendor, device, description, software };
      (await adapter.requestDevice()).destroy();
    }
    process.stdout.write('\\n${mark}' + JSON.stringify(found) + '\\n');
  } catch (error) {
    process.stdout.write('\\n${mark}' + JSON.stringify({ error: String(error.message).split('\\n')[0] }) + '\\n');
  }
`;

function missingAdapter(stderr: string): Availability {
  if (stderr.includes('libvulkan')) {
    return {
      available: false,
      why: 'the vulkan loader libvulkan.so.1 is not installed',
      remedy: 'install it (on debian and ubuntu the package libvulkan1) and a graphics driver with vulkan',
    };
  }
  return { available: false, why: 'no graphics adapter was found', remedy: 'install a graphics driver with vulkan, metal or direct3d 12' };
}
