import { type Mean, meanOf } from './mean-interval';

/** The result of one run of an arm. */
export interface CellOutcome {
  readonly arm: string;
  readonly seed: number;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Test accuracy of its first and its last model; null if it was not measured. */
  readonly first: number | null;
  readonly last: number | null;
  /** Mean recall over the classes of the last model (balanced accuracy). */
  readonly balanced: number | null;
  /** Seconds of its own trainings; a model that was reused from another run took none. */
  readonly seconds: number;
}

/** How an arm compares with the baseline. */
export type ArmVerdict = 'ahead' | 'behind' | 'not-told-apart' | 'too-few-seeds';

/** An arm over its seeds. */
export interface ArmResult {
  readonly arm: string;
  readonly done: number;
  readonly failed: number;
  readonly first: Mean | null;
  readonly last: Mean | null;
  readonly balanced: Mean | null;
  /** Accuracy of the last model minus that of the first model of the same run. */
  readonly gain: Mean | null;
  /** Accuracy of the last model minus that of the baseline with the same seed; null for the baseline itself. */
  readonly difference: Mean | null;
  readonly verdict: ArmVerdict | null;
  readonly seconds: number;
}

/** A difference whose interval contains 0 is not significant with these seeds. */
export function verdictOf({ low, high }: Mean): ArmVerdict {
  if (low === null || high === null) return 'too-few-seeds';
  if (low > 0) return 'ahead';
  return high < 0 ? 'behind' : 'not-told-apart';
}

/**
 * The arms in their order, with means and with differences from the baseline paired by seed, because runs with one
 * seed share images and draws.
 */
export function studyResults(
  arms: readonly string[],
  baseline: string,
  cells: readonly CellOutcome[],
): ArmResult[] {
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const reference = new Map(
    // A run that is not done has a last model too: the newest one so far.
    cells
      .filter(({ arm, state }) => arm === baseline && state === 'done')
      .map(({ seed, last }) => [seed, last] as const),
  );
  return arms.map((arm) => {
    const own = cells.filter((cell) => cell.arm === arm);
    const done = own.filter(({ state }) => state === 'done');
    const minus = (a: number | null, b: number | null | undefined) =>
      a === null || b === null || b === undefined ? null : a - b;
    const difference =
      arm === baseline ? null : meanOf(known(done.map(({ seed, last }) => minus(last, reference.get(seed)))));
    return {
      arm,
      done: done.length,
      failed: own.filter(({ state }) => state === 'failed').length,
      first: meanOf(known(done.map(({ first }) => first))),
      last: meanOf(known(done.map(({ last }) => last))),
      balanced: meanOf(known(done.map(({ balanced }) => balanced))),
      gain: meanOf(known(done.map(({ first, last }) => minus(last, first)))),
      difference,
      verdict: difference && verdictOf(difference),
      seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  });
}
