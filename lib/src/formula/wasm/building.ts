import { wasm, type Instruction } from './module';

// Words for what hand-written functions say most often.

export function get(name: string): Instruction {
  return wasm('local.get', name);
}

export function set(name: string, value: Instruction): Instruction {
  return wasm('local.set', name, value);
}

export function integer(value: number): Instruction {
  return wasm('i32.const', value);
}

/** The sum of integers. */
export function plus(first: Instruction, ...others: readonly Instruction[]): Instruction {
  return others.reduce((sum, other) => wasm('i32.add', sum, other), first);
}

export function times(a: Instruction, b: Instruction): Instruction {
  return wasm('i32.mul', a, b);
}

/** `name += by` */
export function advance(name: string, by: Instruction): Instruction {
  return set(name, plus(get(name), by));
}

/** `do { … } while (name -= by, name > 0)`, for what is to be done once at least. */
export function countDown(name: string, by: number, ...body: readonly Instruction[]): Instruction {
  return wasm('loop', name, ...body, wasm('br_if', name, wasm('i32.gt_s', wasm('local.tee', name, plus(get(name), integer(-by))), integer(0))));
}

/** `while (name >= least) { …; name -= least }` */
export function whileLeft(name: string, least: number, ...body: readonly Instruction[]): Instruction {
  return wasm('loop', name, wasm('if', wasm('i32.ge_s', get(name), integer(least)), ...body, advance(name, integer(-least)), wasm('br', name)));
}

/** `for (name = 0; name < count; name++) …` */
export function forEach(name: string, count: Instruction, ...body: readonly Instruction[]): Instruction[] {
  return [
    set(name, integer(0)),
    wasm('loop', name, wasm('if', wasm('i32.lt_u', get(name), count), ...body, advance(name, integer(1)), wasm('br', name))),
  ];
}

export function minus(a: Instruction, b: Instruction): Instruction {
  return wasm('i32.sub', a, b);
}

/** `for (from = 0; from < count; from += size) { now = min(size, count - from); … }` */
export function inBlocks(from: string, now: string, count: Instruction, size: number, ...body: readonly Instruction[]): Instruction[] {
  const left = minus(count, get(from));
  return [
    set(from, integer(0)),
    wasm('loop', from,
      wasm('if', wasm('i32.lt_u', get(from), count),
        set(now, smaller(left, integer(size))),
        ...body,
        advance(from, integer(size)),
        wasm('br', from),
      ),
    ),
  ];
}

/** The smaller of two numbers without a sign. */
export function smaller(a: Instruction, b: Instruction): Instruction {
  return wasm('select', a, b, wasm('i32.lt_u', a, b));
}
