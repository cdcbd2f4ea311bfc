import type { Cell } from './corrupt';
import { type Severity, severities } from './corruption';
import { benchmarkNames, type CorruptionName, corruptionNames } from './table';

/** A model's result on one set of images under a corruption at one severity. */
export interface CellResult extends Cell {
  /** Images that it classified correctly. */
  readonly right: number;
}

/** A model's results on one set of images, clean and corrupted. */
export interface CorruptedResults {
  readonly images: number;
  /** Clean images that it classified correctly; null before they were measured. */
  readonly right: number | null;
  readonly cells: readonly CellResult[];
}

/** A model's results under one corruption. */
export interface CorruptionRow {
  readonly corruption: CorruptionName;
  /** Accuracy by severity; null where it was not measured. */
  readonly accuracy: readonly (number | null)[];
  /** Mean over the severities that were measured. */
  readonly mean: number;
}

export interface CorruptionSummary {
  readonly clean: number | null;
  /** Corruptions that were measured, in the order of the table. */
  readonly rows: readonly CorruptionRow[];
  /** The mean accuracy over the corruptions of the benchmark; null if none of them was measured. */
  readonly mean: number | null;
  /**
   * How many of the benchmark's 15 corruptions have all five severities: the mean is comparable with
   * published ones if all have.
   */
  readonly whole: number;
}

/** Accuracies by corruption and severity, and their mean. */
export function summaryOf({ images, right, cells }: CorruptedResults): CorruptionSummary {
  const rows = corruptionNames.flatMap((corruption): CorruptionRow[] => {
    const accuracy = severities.map((severity) => shareOf(images, at(cells, { corruption, severity })));
    const mean = meanOf(accuracy.filter((each) => each !== null));
    return mean === null ? [] : [{ corruption, accuracy, mean }];
  });
  const counted = rows.filter(({ corruption }) => benchmarkNames.includes(corruption));
  return {
    clean: shareOf(images, right),
    rows,
    mean: meanOf(counted.map(({ mean }) => mean)),
    whole: counted.filter(({ accuracy }) => accuracy.every((each) => each !== null)).length,
  };
}

/** The mean accuracy over the whole benchmark, 15 corruptions at 5 severities; null where some of it was not measured. */
export function benchmarkAccuracy(results: CorruptedResults): number | null {
  const { mean, whole } = summaryOf(results);
  return whole === benchmarkNames.length ? mean : null;
}

/** The errors of a model compared with those of a baseline. */
export interface CorruptionErrors {
  /** CE and relative CE of each corruption; 1 means as many errors as the baseline. */
  readonly rows: readonly {
    readonly corruption: CorruptionName;
    readonly ce: number | null;
    readonly relative: number | null;
  }[];
  /** Their means over the corruptions of the benchmark that both were measured under; null where there are none. */
  readonly mce: number | null;
  readonly relativeMce: number | null;
  /** The number of corruptions in the mean `mce`. */
  readonly corruptions: number;
}

/**
 * CE and mCE of Hendrycks and Dietterich 2019, section 4: for each corruption, the error summed over severities divided by that of the
 * baseline; then the mean over corruptions. The relative ones subtract the clean error from each error first. Severities at which only one
 * of the two was measured are left out. A ratio is null if the baseline makes no error, or adds none for a relative one, since nothing can
 * be divided by it.
 */
export function corruptionErrors(model: CorruptedResults, baseline: CorruptedResults): CorruptionErrors {
  const rows = corruptionNames.flatMap((corruption) => {
    const common = severities.filter(
      (severity) =>
        at(model.cells, { corruption, severity }) !== null &&
        at(baseline.cells, { corruption, severity }) !== null,
    );
    if (common.length === 0) return [];
    const [own, other] = [model, baseline].map((of) => errorSums(of, corruption, common));
    return [{ corruption, ce: ratio(own.error, other.error), relative: ratio(own.added, other.added) }];
  });
  const counted = rows.filter(({ corruption }) => benchmarkNames.includes(corruption));
  const known = (values: (number | null)[]) => values.filter((each) => each !== null);
  const errors = known(counted.map(({ ce }) => ce));
  return {
    rows,
    mce: meanOf(errors),
    relativeMce: meanOf(known(counted.map(({ relative }) => relative))),
    corruptions: errors.length,
  };
}

/**
 * The error summed over severities, and the part of it that the corruption adds to the clean error; the part is null if the clean images
 * were not measured.
 */
function errorSums(
  { images, right, cells }: CorruptedResults,
  corruption: CorruptionName,
  over: readonly Severity[],
): { error: number; added: number | null } {
  const wrong = over.map((severity) => 1 - (at(cells, { corruption, severity }) as number) / images);
  const error = wrong.reduce((sum, each) => sum + each, 0);
  return { error, added: right === null ? null : error - over.length * (1 - right / images) };
}

/** Images classified correctly in a cell; null if it was not measured. */
function at(cells: readonly CellResult[], { corruption, severity }: Cell): number | null {
  const found = cells.find((each) => each.corruption === corruption && each.severity === severity);
  return found?.right ?? null;
}

const shareOf = (images: number, right: number | null) => (right === null ? null : right / images);

export const meanOf = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((sum, each) => sum + each, 0) / values.length : null;

/** A quotient; null if one of the two numbers is not known or the divisor is not above 0. */
export const ratio = (own: number | null, other: number | null) =>
  own !== null && other !== null && other > 1e-12 ? own / other : null;
