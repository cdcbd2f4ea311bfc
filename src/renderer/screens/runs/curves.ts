import type { Epoch } from '../../../contract';
import type { Point } from '../../charts/downsample';

/** A metric of a run's curve. */
export type Measure = Exclude<keyof Epoch, 'epoch' | 'step' | 'seconds'>;

/** One metric of a run by step; points without it are left out. */
export function curveOf(epochs: readonly Epoch[], measure: Measure): Point[] {
  return epochs.flatMap((epoch) => {
    const value = epoch[measure];
    return value === null ? [] : [[epoch.step, value] as const];
  });
}
