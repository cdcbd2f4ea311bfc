import type { EvaluationView, TestSetView } from '../../../../contract';
import { createProjectStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';

export const evaluateTabs = [
  'classes',
  'sets',
  'confusion',
  'calibration',
  'mistakes',
  'slices',
  'robustness',
  'attacks',
  'labels',
] as const;
export type EvaluateTab = (typeof evaluateTabs)[number];

/** The parts of the Robustness tab. */
export const robustnessParts = ['corruptions', 'perturbations'] as const;
type RobustnessPart = (typeof robustnessParts)[number];

export const measuredSplits = ['test', 'validation', 'labelled-train'] as const;
export type MeasuredSplit = (typeof measuredSplits)[number];

/** What models are measured on: the images of a split, or a named test set. */
export type ShownPart = MeasuredSplit | TestSetView;

export const isOn = (part: ShownPart, { split, setId }: Pick<EvaluationView, 'split' | 'setId'>): boolean =>
  typeof part === 'string' ? split === part && setId === null : setId === part.id;

export const partTitle = (part: ShownPart): string =>
  typeof part === 'string' ? i18n.t(`splits.${part}`) : part.name;

/**
 * What Evaluate shows. Nulls stand for the newest experiment, its best model by validation, and that model's
 * teacher. Kept while other screens are shown.
 */
export const evaluateChoice = createProjectStore<{
  readonly experimentId: number | null;
  readonly runId: number | null;
  readonly baseId: number | null;
  readonly split: MeasuredSplit;
  /** The named test set that is shown in place of the split; null for none. */
  readonly setId: number | null;
  readonly tab: EvaluateTab;
  readonly robustness: RobustnessPart;
}>({
  ...{ experimentId: null, runId: null, baseId: null, split: 'test', setId: null },
  ...{ tab: 'classes', robustness: 'corruptions' },
});

export function chooseToEvaluate(change: Partial<ReturnType<typeof evaluateChoice.get>>): void {
  evaluateChoice.set({ ...evaluateChoice.get(), ...change });
}
