import type { CompiledSurface } from '../../explore/views/surface-runs';
import type { Symbol } from '../../notation';
import type { CheckedMethod } from '../../optimizers/driver/declaration';
import { interpretedSurface, readKnown } from '../interpreted';
import type { KnownMethod, Playground } from '../known';
import { walkingOf, type Candidate } from '../verdict';

/** The library's methods and surfaces, each read from its text when it is first asked for. */
export class KnownThings {
  readonly surfaces: readonly CompiledSurface[];
  /** Symbols that methods declare for themselves. */
  readonly symbols: Readonly<Record<string, Symbol>>;
  private readonly read = new Map<string, CheckedMethod>();

  constructor(private readonly data: Playground) {
    this.surfaces = data.surfaces.map(interpretedSurface);
    this.symbols = Object.assign({}, ...data.methods.map(({ symbols }) => symbols ?? {})) as Record<string, Symbol>;
  }

  has(name: string): boolean {
    return this.data.methods.some(one => one.name === name);
  }

  text(name: string): KnownMethod {
    return this.data.methods.find(one => one.name === name) as KnownMethod;
  }

  method(name: string): CheckedMethod {
    const method = this.read.get(name) ?? readKnown(this.text(name));
    this.read.set(name, method);
    return method;
  }

  /** What a rule may turn out to be, with these hyper-parameters. */
  candidate({ name, title, wrong }: KnownMethod, values: Readonly<Record<string, number>>): Candidate {
    return { title, ...(wrong !== undefined && { wrong }), walking: walkingOf(this.method(name), values) };
  }

  candidates(values: Readonly<Record<string, number>>): Candidate[] {
    return this.data.methods.map(known => this.candidate(known, values));
  }
}
