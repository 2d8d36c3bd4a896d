/** Repeatable draws: the same seed and stream give the same ones on every machine. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  below(count: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Prefers the head of the list, as real first names and surnames are unequally common. */
  pickEarly<T>(list: readonly T[]): T;
}

/** Separate streams: if one part of the school draws more, the others do not change. */
export function randomFrom(seed: number, stream: string): Random {
  const next = mulberry32(seedOf(seed, stream));
  const below = (count: number) => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const pickEarly = <T>(list: readonly T[]): T => {
    const flatness = 40;
    const place = flatness * ((list.length + flatness) / flatness) ** next() - flatness;
    return list[Math.min(list.length - 1, Math.floor(place))]!;
  };
  return { next, below, chance: (share) => next() < share, pick, pickEarly };
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a of the stream's name, started from the seed. */
function seedOf(seed: number, stream: string): number {
  let hash = 2166136261 ^ seed;
  for (const letter of stream) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619);
  return hash | 0;
}
