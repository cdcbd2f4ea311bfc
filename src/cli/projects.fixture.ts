import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createExperiment, runLoop } from '../studio/method/loop/loop';
import { makeTestProject, type TestProject, tinyRecipe } from '../studio/project/project.fixture';

/** A closed project for the tests of a file, since a command opens it and its engine itself; its state is beside it, not its user's. */
export function projectOfItsOwn(): { readonly folder: string; readonly project: string } {
  let studio: TestProject;
  const { XDG_CACHE_HOME } = process.env;
  beforeAll(async () => {
    studio = await makeTestProject();
    process.env.XDG_CACHE_HOME = join(studio.folder, 'cache');
    await studio.context.engine.close();
    studio.project.close();
  });
  afterAll(() => {
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    rmSync(studio.folder, { recursive: true, force: true });
  });
  return {
    /** Beside the project, for files of the tests. */
    get folder() {
      return studio.folder;
    },
    get project() {
      return studio.project.folder;
    },
  };
}

/** A closed project with the runs of an experiment whose models were measured; its teacher learns for so many steps. */
export async function trainedProject(
  name: string,
  teacherSteps: number,
): Promise<{ readonly studio: TestProject; readonly runIds: number[] }> {
  const studio = await makeTestProject();
  const recipe = tinyRecipe(['training.teacherLength.amount', teacherSteps], ['training.labelledBatch', 30]);
  const { id } = createExperiment(studio.context, { name, recipe, seed: 1 });
  const { runs } = await runLoop(studio.context, id, { pauseForReview: false, evaluate: true });
  await studio.context.engine.close();
  studio.project.close();
  return { studio, runIds: runs.map((run) => run.id) };
}
