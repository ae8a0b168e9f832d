/** A stream of random numbers that a seed fixes once and for all. Every call moves the stream on. */
export interface Random {
  /** A number from [0, 1) with 53 random bits. */
  uniform(): number;
  /** A number from the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  /** A whole number from 0 to n − 1, each equally likely. Throws unless n is a whole number from 1 to 2³². */
  integer(n: number): number;
  /** A shuffled copy, every order equally likely; the array itself stays as it is. */
  shuffle<T>(array: ArrayLike<T>): T[];
}

/**
 * The one random generator of the kit: the same seed gives the same numbers on every machine, which `Math.random` cannot promise.
 *
 * It is xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021; https://prng.di.unimi.it/xoshiro128starstar.c),
 * whose four words of state are filled by SplitMix64 as its authors advise, so that neighbouring seeds give unrelated streams.
 *
 * Throws unless `seed` is a whole number from 0 to 2⁵³ − 1.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`random: seed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${String(seed)}`);
  }
  return randomFrom(xoshiro128(stateFromSeed(seed)));
}

/** The bare generator: each call gives the next whole number from 0 to 2³² − 1. The state must not be all zero, where it would stay for ever. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result >>> 0;
  };
}

/** SplitMix64 (Steele, Lea & Flood 2014; https://prng.di.unimi.it/splitmix64.c): each call gives the next 64-bit number. */
export function splitmix64(seed: bigint): () => bigint {
  let x = seed;
  return () => {
    x = BigInt.asUintN(64, x + 0x9e3779b97f4a7c15n);
    let z = x;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
}

/** Everything a `Random` offers, made from a source of whole numbers from 0 to 2³² − 1. */
export function randomFrom(next: () => number): Random {
  let spare: number | undefined;

  const uniform = (): number => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };

  // Marsaglia's polar method: of all ways to a normal number it needs the fewest library functions (log and sqrt), whose last bit could
  // differ between JavaScript engines. Its numbers come in pairs.
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };

  // Numbers beyond the last whole multiple of n are drawn again: plain `next() % n` would favour the small ones.
  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) throw new Error(`random: integer(n) needs a whole n from 1 to 2^32, got ${String(n)}`);
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const value = next();
      if (value < limit) return value % n;
    }
  };

  const shuffle = <T>(array: ArrayLike<T>): T[] => {
    const result = Array.from(array);
    for (let i = result.length - 1; i > 0; i--) {
      const j = integer(i + 1);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  };

  return { uniform, normal, integer, shuffle };
}

function stateFromSeed(seed: number): [number, number, number, number] {
  const next = splitmix64(BigInt(seed));
  const [first, second] = [next(), next()];
  const [low, high] = [(word: bigint): number => Number(word & 0xffffffffn), (word: bigint): number => Number(word >> 32n)];
  return [low(first), high(first), low(second), high(second)];
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
