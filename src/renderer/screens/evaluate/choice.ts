import { createProjectStore } from '../../base/store';

export const evaluateTabs = [
  'classes',
  'confusion',
  'calibration',
  'mistakes',
  'robustness',
  'labels',
] as const;
export type EvaluateTab = (typeof evaluateTabs)[number];

export const measuredSplits = ['test', 'validation', 'labelled-train'] as const;
export type MeasuredSplit = (typeof measuredSplits)[number];

/**
 * What Evaluate shows. Nulls stand for the newest experiment, its best model by validation, and that model's
 * teacher. Kept while other screens are shown.
 */
export const evaluateChoice = createProjectStore<{
  readonly experimentId: number | null;
  readonly runId: number | null;
  readonly baseId: number | null;
  readonly split: MeasuredSplit;
  readonly tab: EvaluateTab;
}>({ experimentId: null, runId: null, baseId: null, split: 'test', tab: 'classes' });

export function chooseToEvaluate(change: Partial<ReturnType<typeof evaluateChoice.get>>): void {
  evaluateChoice.set({ ...evaluateChoice.get(), ...change });
}
