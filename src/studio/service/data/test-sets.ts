import type { CountedTestSet } from '../../../catalog';
import type { TestSetView } from '../../../contract';
import { studioError } from '../../../core/errors';
import { testSetName } from '../../../core/vocabulary/test-sets';
import { evaluateRun } from '../../method/measuring/evaluate';
import { makeHardSet } from '../../method/measuring/hard-set';
import type { Project } from '../../project/folder/project';
import { experimentNameOf } from '../../project/runs/experiment-name';
import { newestFinishedRun } from '../../project/runs/newest';
import { modelNameOf } from '../../project/runs/run-model';
import { os } from '../session/base';

export const testSets = {
  list: os.testSets.list.handler(({ context: { studio } }) =>
    studio.project.catalog.testSets.list().map((set) => view(studio.project, set)),
  ),
  makeHard: os.testSets.makeHard.handler(({ context: { studio }, input: { measure, ...request } }) => {
    const { project } = studio;
    const run = newestFinishedRun(project, request.runId);
    const others = measure.map((id) => newestFinishedRun(project, id));
    const name = testSetName(request.name);
    if (project.catalog.testSets.find(name)) throw studioError('test-set-taken', { name });
    const subject = [modelNameOf(project, run)];
    return studio.addEngineJob({ kind: 'evaluate', subject }, async (context) => {
      const set = await makeHardSet(context, run, request);
      for (const other of others) await evaluateRun(context, other, set);
    });
  }),
  remove: os.testSets.remove.handler(({ context: { studio }, input }) => {
    studio.refuseWhileBusy();
    studio.project.catalog.testSets.remove(input.id);
    studio.news.changed('evaluations', 'experiments');
    return null;
  }),
};

function view(project: Project, set: CountedTestSet): TestSetView {
  return { ...set, madeBy: set.origin && makerOf(project, set.origin.runId) };
}

/** Ids of runs are never used again, so a deleted run is recognised as deleted. */
function makerOf(project: Project, runId: number): TestSetView['madeBy'] {
  const run = project.catalog.runs.get(runId);
  const experiment = experimentNameOf(project, run);
  return experiment === null ? null : { runId, name: modelNameOf(project, run), experiment };
}
