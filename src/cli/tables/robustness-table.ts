import type { Robustness } from '../../catalog';
import { type Severity, severities } from '../../core/corruptions/corruption';
import { type CorruptionErrors, corruptionErrors, summaryOf } from '../../core/corruptions/measures';
import { benchmarkNames, corruptionWords } from '../../core/corruptions/table';
import { percentOrDash, tableWithNotes } from '../terminal/output';

const titles = corruptionWords('en', 'title');

/** The result of `evaluate --robustness` for machines: shares, not per cent; null if nothing was measured. */
export function robustnessData(model: Robustness, baseline: Robustness | null) {
  const { clean, rows, mean, whole } = summaryOf(model);
  const errors = baseline && corruptionErrors(model, baseline);
  return {
    split: model.split,
    images: model.images,
    imageSet: model.imageSet,
    cleanAccuracy: clean,
    meanAccuracy: mean,
    meanError: mean === null ? null : 1 - mean,
    /** How many of the benchmark's 15 corruptions were measured at all severities. */
    wholeCorruptions: whole,
    corruptions: rows.map(({ corruption, accuracy, mean: own }) => ({
      name: corruption,
      extra: !benchmarkNames.includes(corruption),
      accuracy: bySeverity(accuracy),
      error: bySeverity(accuracy.map((each) => (each === null ? null : 1 - each))),
      meanAccuracy: own,
      meanError: 1 - own,
      ...(errors ? errorOf(errors, corruption) : {}),
    })),
    ...(errors && baseline
      ? {
          baseline: {
            run: baseline.runId,
            mce: errors.mce,
            relativeMce: errors.relativeMce,
            corruptions: errors.corruptions,
            meanAccuracy: summaryOf(baseline).mean,
            cleanAccuracy: summaryOf(baseline).clean,
          },
        }
      : {}),
  };
}

function bySeverity(values: readonly (number | null)[]): Partial<Record<Severity, number>> {
  const known = severities.flatMap((severity, i) => {
    const value = values[i];
    return value === null ? [] : [[severity, value] as const];
  });
  return Object.fromEntries(known);
}

function errorOf({ rows }: CorruptionErrors, name: string) {
  const row = rows.find(({ corruption }) => corruption === name);
  return { ce: row?.ce ?? null, relativeCe: row?.relative ?? null };
}

/** The same for people: accuracies by corruption and severity, and notes below. */
export function robustnessText(model: Robustness, baseline: Robustness | null): string {
  const { clean, rows, mean, whole } = summaryOf(model);
  const errors = baseline && corruptionErrors(model, baseline);
  const measured = severities.filter((_, i) => rows.some(({ accuracy }) => accuracy[i] !== null));
  const head = ['corruption', ...measured.map(String), 'mean', ...(errors ? ['CE'] : [])];
  const body = rows.map(({ corruption, accuracy, mean: own }) => [
    `${titles[corruption]}${benchmarkNames.includes(corruption) ? '' : ' *'}`,
    ...measured.map((severity) => percentOrDash(accuracy[severity - 1])),
    percentOrDash(own),
    ...(errors ? [percentOrDash(errorOf(errors, corruption).ce)] : []),
  ]);
  const counted = rows.filter(({ corruption }) => benchmarkNames.includes(corruption)).length;
  const images = model.images.toLocaleString('en');
  const lines = [
    `Run ${model.runId} on ${images} test images: accuracy ${percentOrDash(clean)} clean${mean === null ? '' : `, ${percentOrDash(mean)} under corruption (mean of ${counted})`}`,
    errors && baseline ? againstText(errors, baseline) : null,
    rows.length > counted ? '* not among the 15 whose mean counts' : null,
    mean !== null && whole < benchmarkNames.length
      ? 'Not all 15 corruptions at all severities were measured: the mean is not that of the benchmark.'
      : null,
  ];
  return tableWithNotes(head, body, lines);
}

function againstText({ mce, relativeMce, corruptions }: CorruptionErrors, { runId }: Robustness): string {
  if (mce === null)
    return `No corruption error beside run ${runId}: it makes no error, or nothing common was measured.`;
  const relative = relativeMce === null ? '' : `, relative mCE ${percentOrDash(relativeMce)}`;
  return `Beside run ${runId}: mCE ${percentOrDash(mce)}${relative} (${corruptions} corruptions; 100 % is as many errors as run ${runId} makes)`;
}
