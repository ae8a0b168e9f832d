import type { GpuPlan } from './plan';
import type { Sum } from '../stages';
import type { Variable } from './code';

/** A buffer that a shader works on. */
export interface Binding {
  /** What it holds: a tensor, the old or the new value of a slot, what each workgroup has added up, or what the device has computed. */
  readonly kind: 'tensor' | 'slot' | 'new slot' | 'partials' | 'results';
  /** Of a tensor or slot, the formula's. */
  readonly name: string;
  /** What is written may be read as well. */
  readonly writes: boolean;
}

/**
 * The formula's names as WGSL takes them. The values of m, in their order, are m_0, m_1, m_2: no word that WGSL keeps for itself ends like that. A
 * number without a name of its own, such as 1 - beta1^t, is n3 or the like, and its text stands beside the declaration.
 */
export class WgslNames {
  /** How many numbers the device computes for itself: the old values of slots, the sums, and what follows from them. */
  readonly resultCount: number;
  private readonly numbers: string;
  private readonly results: string;
  private readonly identifiers = new Map<string, string>();
  private readonly uploaded: ReadonlySet<string>;

  constructor({ uploaded, deviceSlots, passes, between }: GpuPlan) {
    const computed = [...passes.flatMap(({ sums }) => sums), ...between.flatMap(({ numbers }) => numbers)].map(({ name }) => name);
    const results = [...deviceSlots, ...computed];
    this.uploaded = new Set(uploaded);
    this.resultCount = results.length;
    const counts = ['count: u32, // of weights', 'groups: u32, // of invocations that add up'];
    this.numbers = struct('Numbers', [...counts, ...uploaded.map(name => this.field(name))]);
    this.results = struct('Results', results.map(name => this.field(name)));
  }

  of(name: string): string {
    const known = this.identifiers.get(name);
    if (known !== undefined) return known;
    const [, word, primes = ''] = wordWithPrimes.exec(name) ?? [];
    const identifier = word === undefined ? `n${this.identifiers.size + 1}` : `${word}_${primes.length}`;
    this.identifiers.set(name, identifier);
    return identifier;
  }

  /** What a sum is added up in: one number, or for a norm those of the usual, the large and the small squares. */
  parts({ name, reduction }: Sum): string[] {
    const own = this.of(name);
    return reduction === 'norm' ? [own, `${own}_large`, `${own}_small`] : [own];
  }

  /** The variable that a buffer is bound to. Errors: a name that WGSL cannot take. */
  buffer(kind: Binding['kind'], name: string): string {
    if (wordWithPrimes.test(name)) return name + suffixes[kind];
    throw new Error(`wgsl kernel: "${name}" cannot be a name in WGSL; the tensor reading is used`);
  }

  /** Where a shader finds a number that it does not compute itself. */
  number(name: string): Variable {
    return { text: `${this.isUploaded(name) ? 'numbers' : 'results'}.${this.of(name)}`, each: false };
  }

  isUploaded(name: string): boolean {
    return this.uploaded.has(name);
  }

  /** What is bound to a shader, with the types of it. `sums` are those whose partial sums are bound. */
  declarations(bindings: readonly Binding[], sums: readonly Sum[]): string[] {
    const kinds = bindings.map(({ kind }) => kind);
    return [
      this.numbers,
      ...(kinds.includes('results') ? [this.results] : []),
      ...(kinds.includes('partials') ? [struct('Sums', sums.flatMap(sum => this.partFields(sum)))] : []),
      '@group(0) @binding(0) var<uniform> numbers: Numbers;',
      ...bindings.map(({ kind, name, writes }, index) => {
        const access = writes ? 'read_write' : 'read';
        return `@group(0) @binding(${index + 1}) var<storage, ${access}> ${this.buffer(kind, name)}: ${types[kind]};`;
      }),
      '',
    ];
  }

  /** The first is named as the sum is; the others of a norm stand for themselves. */
  private partFields(sum: Sum): string[] {
    return this.parts(sum).map((part, k) => (k === 0 ? this.field(sum.name) : `${part}: f32,`));
  }

  private field(name: string): string {
    return `${this.of(name)}: f32,${wordWithPrimes.test(name) ? '' : ` // ${name}`}`;
  }
}

const wordWithPrimes = /^(\p{L}[\p{L}\p{N}_]*)('*)$/u;

const suffixes: Record<Binding['kind'], string> = { tensor: '_all', slot: '_old', 'new slot': '_new', partials: '', results: '' };

const types: Record<Binding['kind'], string> = {
  tensor: 'array<Values>',
  slot: 'f32',
  'new slot': 'f32',
  partials: 'array<Sums>',
  results: 'Results',
};

function struct(name: string, fields: readonly string[]): string {
  return `struct ${name} {\n${fields.map(field => `  ${field}\n`).join('')}}\n`;
}
