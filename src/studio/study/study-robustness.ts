import type { StudyRow } from '../../catalog';
import { summaryOf } from '../../core/corruptions/measures';
import { studyResults } from '../../core/study/results';
import { type Corruptions, measureRobustness } from '../method/measuring/robustness';
import type { StudioContext } from '../project/context/context';
import { lastModel } from './study-corrupted';
import { corruptedTitle, studyOutcome, type UnderCorruption } from './study-outcomes';

/**
 * The arms of a study on corrupted test images: the accuracy of each run is replaced by the mean of its last model over corruptions and
 * severities. What was measured before is not measured again.
 */
export async function studyRobustness(
  context: StudioContext,
  row: StudyRow,
  asked: Corruptions,
): Promise<UnderCorruption> {
  const { project } = context;
  const { study, cells } = studyOutcome(project, row);
  const experiments = project.catalog.studies.cells(row.id);
  const measured = [];
  for (const cell of cells) {
    const experiment = experiments.find(({ arm, seed }) => arm === cell.arm && seed === cell.seed);
    const corrupted =
      cell.state === 'done' && experiment
        ? await corruptedAccuracy(context, experiment.experimentId, asked)
        : null;
    measured.push({ ...cell, first: null, last: corrupted, balanced: null });
  }
  const names = study.arms.map(({ name }) => name);
  return { name: corruptedTitle, arms: studyResults(names, study.baseline, measured) };
}

/** The mean accuracy of an experiment's last model; null if none of the benchmark's corruptions was asked for. */
async function corruptedAccuracy(context: StudioContext, id: number, asked: Corruptions) {
  const run = lastModel(context.project, id);
  if (!run) return null;
  return summaryOf(await measureRobustness(context, run, asked)).mean;
}
