import type { ExperimentView, RunView } from '../../../contract';
import { i18n } from '../strings';
import { percent } from './format';
import { modelName } from './model-name';

/** A finished model and its experiment. */
export interface FinishedModel {
  readonly experiment: ExperimentView;
  readonly run: RunView;
}

/** All finished models as the options of a list, grouped by experiment, the newest experiment first. */
export function finishedModels(experiments: readonly ExperimentView[]) {
  const finished = experiments
    .map((experiment) => ({
      experiment,
      runs: experiment.runs.filter(({ state }) => state === 'done').toReversed(),
    }))
    .filter(({ runs }) => runs.length > 0);
  const all = finished.flatMap(({ experiment, runs }) =>
    runs.map((run): FinishedModel => ({ experiment, run })),
  );
  const best = finished[0]?.experiment.choice?.runId;
  return {
    options: finished.map(({ experiment, runs }) => ({
      group: experiment.name,
      items: runs.map((run) => ({ value: String(run.runId), label: labelOf(run) })),
    })),
    /** The chosen model, or else the best one of the newest experiment. Undefined if no model is finished. */
    find: (chosen: string | null): FinishedModel | undefined =>
      all.find(({ run }) => String(run.runId) === chosen) ??
      all.find(({ run }) => run.runId === best) ??
      all[0],
  };
}

function labelOf({ name: model, arch, testAccuracy }: RunView): string {
  if (testAccuracy === null) return i18n.t('export.model.runLabel', { model: modelName(model), arch });
  return i18n.t('export.model.runAccuracy', {
    model: modelName(model),
    arch,
    accuracy: percent(testAccuracy),
  });
}
