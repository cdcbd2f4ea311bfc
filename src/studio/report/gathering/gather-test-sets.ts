import { hardSetNote } from '../../../core/sentences/test-sets';
import { modelText } from '../../../core/vocabulary/models';
import { noteSentence } from '../../../core/words/notes';
import type { Project } from '../../project/folder/project';
import { modelNameOf } from '../../project/runs/run-model';
import { summariseExperiment } from '../experiment/summary';
import type { ReportTestSet } from '../facts/types';

/** The results of an experiment's models on each named test set that any of them was measured on. */
export function testSetsOf(project: Project, experimentId: number): ReportTestSet[] {
  const { models, testSets } = summariseExperiment(project, experimentId);
  return testSets.map(({ id, name }) => ({
    name,
    note: noteOf(project, id),
    models: models.flatMap((model) => {
      const own = model.sets.find(({ setId }) => setId === id);
      if (!own) return [];
      const leftOut = own.seen ? own.seen.trained + own.seen.validated : null;
      return [{ name: modelText(model.name), images: own.images, leftOut, metrics: own.metrics }];
    }),
  }));
}

function noteOf(project: Project, setId: number): string | null {
  const { name, origin } = project.catalog.testSets.get(setId);
  if (!origin) return null;
  const baseline = project.catalog.runs.get(origin.runId);
  const named = { runId: origin.runId, name: modelNameOf(project, baseline) };
  return noteSentence(hardSetNote({ name, origin }, named), 'cli');
}
