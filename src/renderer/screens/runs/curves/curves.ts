import type { Epoch } from '../../../../contract';
import type { Range } from '../../../charts/curve-data';
import type { Point } from '../../../charts/downsample';

/** A metric of a run's curve. */
export type Measure = Exclude<keyof Epoch, 'epoch' | 'step' | 'seconds'>;

/** One metric of a run by step; points without it are left out. */
export function curveOf(epochs: readonly Epoch[], measure: Measure): Point[] {
  return epochs.flatMap((epoch) => {
    const value = epoch[measure];
    return value === null ? [] : [[epoch.step, value] as const];
  });
}

/** The first and the last step of some runs. */
export function stepsOf(runs: readonly (readonly Epoch[])[]): Range {
  const steps = runs.flatMap((epochs) => [epochs[0]?.step ?? [], epochs.at(-1)?.step ?? []].flat());
  return [steps.reduce((a, b) => Math.min(a, b), steps[0] ?? 0), steps.reduce((a, b) => Math.max(a, b), 0)];
}
