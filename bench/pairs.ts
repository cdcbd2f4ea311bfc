export interface Pair {
  readonly name: string;
  /** Images a second, the median of the rounds. */
  readonly traced: number;
  readonly eager: number;
  /** Median of the rounds' own ratios, traced over eager. */
  readonly ratio: number;
  /** Milliseconds of every round, `[rounds]` each. */
  readonly rounds: { readonly traced: readonly number[]; readonly eager: readonly number[] };
}

const [warmUp, rounds] = [2, 9];

/** Times two ways to do the same work in turns; `images` is the number of images of one call. */
export function measurePairs(name: string, images: number, work: { traced(): void; eager(): void }): Pair {
  const time = (run: () => void) => {
    const began = performance.now();
    run();
    return performance.now() - began;
  };
  for (let i = 0; i < warmUp; i++) {
    work.traced();
    work.eager();
  }
  const [traced, eager]: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    traced.push(time(work.traced));
    eager.push(time(work.eager));
  }
  const speed = (times: number[]) => (images / median(times)) * 1000;
  const ratio = median(traced.map((ms, i) => eager[i] / ms));
  return { name, traced: speed(traced), eager: speed(eager), ratio, rounds: { traced, eager } };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
