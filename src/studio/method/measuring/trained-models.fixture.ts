import type { Run } from '../../../catalog';
import type { StudioContext, StudioEvent } from '../../project/context/context';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';

/**
 * A project with a teacher and its student. The teacher is trained long enough to tell classes apart, so that a loss of accuracy can be
 * seen.
 */
export async function trainedModels(
  name: string,
  teacherSteps = 80,
): Promise<{
  readonly studio: TestProject;
  readonly experimentId: number;
  readonly teacher: Run;
  readonly student: Run;
}> {
  const studio = await makeTestProject();
  const recipe = tinyRecipe(['training.teacherLength.amount', teacherSteps], ['training.labelledBatch', 30]);
  const { id } = createExperiment(studio.context, { name, recipe, seed: 1 });
  const { runs } = await runLoop(studio.context, id, { pauseForReview: false, evaluate: true });
  const [teacher, student] = runs;
  return { studio, experimentId: id, teacher, student };
}

/** The project's context, and the events that it reports from now on. */
export function heardIn(
  { context }: TestProject,
  more: Partial<StudioContext> = {},
): { readonly events: StudioEvent[]; readonly context: StudioContext } {
  const events: StudioEvent[] = [];
  return { events, context: { ...context, tell: (event) => events.push(event), ...more } };
}
