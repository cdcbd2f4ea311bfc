import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { importSource } from '../studio/import';
import { goodPng } from '../studio/import/files.fixture';
import { createExperiment, runLoop } from '../studio/method/loop/loop';
import { createProject } from '../studio/project/folder/project';
import { makeTestProject, type TestProject, tinyRecipe } from '../studio/project/project.fixture';

/**
 * A project for the tests of a file. It is closed, since a command opens it with an engine of its own; its state is beside it and not in
 * the user's folder.
 */
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
    /** A folder beside the project, for files of the tests. */
    get folder() {
      return studio.folder;
    },
    get project() {
      return studio.project.folder;
    },
  };
}

/** A closed project of four different pictures: cat/0.png, cat/1.png, dog/2.png and dog/3.png. */
export function projectOfFour() {
  const folder = mkdtempSync(join(tmpdir(), 'four-'));
  const project = join(folder, 'project');
  const image = (path: string) => join(folder, 'data', path);
  beforeAll(async () => {
    for (const [at, path] of ['cat/0.png', 'cat/1.png', 'dog/2.png', 'dog/3.png'].entries()) {
      mkdirSync(dirname(image(path)), { recursive: true });
      await goodPng(String(at)).make(image(path));
    }
    const made = createProject(project);
    await importSource(made, { path: join(folder, 'data') });
    made.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, project, image };
}

/** A closed project with the runs of an experiment whose models were measured; `teacherSteps` is the length of its teacher's training. */
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
