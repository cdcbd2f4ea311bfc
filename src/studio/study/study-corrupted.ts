import type { Run, StudyRow } from '../../catalog';
import { corruptionsVersion } from '../../core/corruptions/corrupt';
import { benchmarkAccuracy } from '../../core/corruptions/measures';
import type { Project } from '../project/folder/project';

/**
 * The mean accuracies under corruption, by run, of models that were measured under the whole benchmark. Empty if they were measured on
 * different images, since they cannot be compared then.
 */
export function corruptedAccuracies(
  { catalog }: Project,
  runIds: readonly number[],
): ReadonlyMap<number, number> {
  const measured = catalog.robustness
    .newest(runIds, corruptionsVersion)
    .filter(({ split }) => split === 'test')
    .flatMap((each) => {
      const accuracy = benchmarkAccuracy(each);
      return accuracy === null ? [] : [{ ...each, accuracy }];
    });
  if (new Set(measured.map(({ imageSet }) => imageSet)).size > 1) return new Map();
  return new Map(measured.map(({ runId, accuracy }) => [runId, accuracy]));
}

/** The last model of every finished run of a study, in the order of the experiments. */
export function lastModels(project: Project, { id }: StudyRow): Run[] {
  const done = project.catalog.studies.cells(id).filter(({ state }) => state === 'done');
  return done.flatMap(({ experimentId }) => lastModel(project, experimentId) ?? []);
}

/** The last finished run of an experiment. */
export const lastModel = ({ catalog }: Project, experimentId: number): Run | undefined =>
  catalog.runs.list({ experimentId }).findLast(({ state }) => state === 'done');
