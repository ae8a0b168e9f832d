import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';

/** SwiftShader, the software Vulkan device that Debian's chromium brings along, with the Vulkan loader beside it. */
const icd = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Why the tests of webgpu are skipped here; false where they are not. */
export const missing = existsSync(icd) ? false : `skipped: chromium's ${icd} is not installed`;

/** What a process needs to find it. */
export const swiftShader = {
  VK_ICD_FILENAMES: icd,
  VK_DRIVER_FILES: icd,
  XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
  LD_LIBRARY_PATH: [dirname(icd), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter),
};
