/** The cost of one run of an arm: of all its trainings, including those that it took over from another run. */
export interface CellCost {
  readonly arm: string;
  /** Images that its trainings were given, counting each view of an image; null if an older version ran one of them. */
  readonly images: number | null;
  /** Seconds of training. */
  readonly seconds: number | null;
  /** The most memory that the engine's process used in one of them. */
  readonly peakBytes: number | null;
}

/** The cost of a run of each arm: the means of its images and seconds, and the most memory. */
export function armCosts(arms: readonly string[], cells: readonly CellCost[]): CellCost[] {
  return arms.map((arm) => {
    const own = cells.filter((cell) => cell.arm === arm);
    const known = (of: (cell: CellCost) => number | null) =>
      own.map(of).filter((value): value is number => value !== null);
    const mean = (values: readonly number[]) =>
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    const peaks = known(({ peakBytes }) => peakBytes);
    return {
      arm,
      images: mean(known(({ images }) => images)),
      seconds: mean(known(({ seconds }) => seconds)),
      peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    };
  });
}
