/** What one run of an arm took: all of its trainings, those that it took over from another run too. */
export interface CellCost {
  readonly arm: string;
  /** Images that its trainings were given, each view of one counted; null where an older version trained one of them. */
  readonly images: number | null;
  /** Seconds of training. */
  readonly seconds: number | null;
  /** Most memory that the engine's process had in one of them. */
  readonly peakBytes: number | null;
}

/** What a run of each arm took: the mean of its images and seconds, the most of its memory. */
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
