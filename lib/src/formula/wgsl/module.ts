import { wgslHelpers } from './code';

/** How many weights an invocation takes at a time: four where their number is a multiple of four. */
export type Lanes = 1 | 4;

/** Invocations of a workgroup: a power of four, and no more than every device takes. */
export const workgroupSize = 256;

/** A whole shader: types, what is bound to it, the functions that its statements call, and the statements. */
export function wgslModule(name: string, lanes: Lanes, declarations: readonly string[], statements: readonly string[]): string {
  const body = statements.join('\n');
  const uses = (word: string): boolean => new RegExp(`\\b(${word})\\b`).test(body);
  const helpers = Object.entries({ ...wgslHelpers, total: total(lanes), largest }).flatMap(([helper, text]) => (uses(helper) ? [text] : []));
  const parameters = builtins.filter(([parameter]) => uses(parameter));
  return [
    `const workgroupSize = ${workgroupSize}u;`,
    `alias Values = ${lanes === 4 ? 'vec4f' : 'f32'};`,
    ...(uses('smaller|larger') ? [`alias Bits = ${lanes === 4 ? 'vec4u' : 'u32'};`] : []),
    '',
    ...declarations,
    ...helpers,
    '@compute @workgroup_size(workgroupSize)',
    `fn ${name}(`,
    ...parameters.map(([parameter, builtin, type]) => `  @builtin(${builtin}) ${parameter}: ${type},`),
    ') {',
    ...statements.map(line => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

const builtins = [
  ['invocation', 'global_invocation_id', 'vec3u'],
  ['workgroup', 'workgroup_id', 'vec3u'],
  ['workgroups', 'num_workgroups', 'vec3u'],
  ['lane', 'local_invocation_index', 'u32'],
] as const;

/** Four at a time, in pairs: eight roundings for 256 terms, where one after the other would make 255, and a wait for every second of them. */
const total = (lanes: Lanes): string => `var<workgroup> terms: array<f32, workgroupSize>;

// The sum over a workgroup, known to all of it.
fn total(values: Values, lane: u32) -> f32 {
  terms[lane] = ${lanes === 4 ? '(values.x + values.y) + (values.z + values.w)' : 'values'};
  for (var part = workgroupSize / 4; part > 0; part /= 4) {
    workgroupBarrier();
    if (lane < part) {
      terms[lane] = (terms[lane] + terms[lane + part]) + (terms[lane + 2 * part] + terms[lane + 3 * part]);
    }
  }
  return workgroupUniformLoad(&terms[0]);
}
`;

const largest = `var<workgroup> candidates: array<f32, workgroupSize>;

// The largest over a workgroup, known to all of it.
fn largest(value: f32, lane: u32) -> f32 {
  candidates[lane] = value;
  for (var part = workgroupSize / 2; part > 0; part /= 2) {
    workgroupBarrier();
    if (lane < part) {
      candidates[lane] = max(candidates[lane], candidates[lane + part]);
    }
  }
  return workgroupUniformLoad(&candidates[0]);
}
`;
