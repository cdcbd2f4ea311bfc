import { join } from 'node:path';
import type { JobView, ProjectView } from '../../../contract';
import { exampleRecipe } from '../../demo/recipe';
import { importDemo, openDemoProject } from '../../demo/run-demo';
import { createExperiment } from '../../method/loop/loop';
import { addLoopJob } from '../session/loop-job';
import type { Studio } from '../session/studio';

/** Seed of the window's demo, so that its images are the same for everyone. */
const demoSeed = 1;

/**
 * Makes or opens the demo's project. If its images are missing, a job writes and imports them; a short experiment follows, so that every
 * screen has something to show. Returns the job that was started.
 */
export async function openDemo(studio: Studio): Promise<{ project: ProjectView; job: JobView | null }> {
  const quick = studio.host.quickDemo;
  const folder = join(studio.host.stateFolder, quick ? 'demo-quick' : 'demo');
  const project =
    studio.view?.folder === join(folder, 'project')
      ? studio.view
      : await studio.enter(() => openDemoProject({ folder }));
  // If the demo was stopped between its images and its example, it goes on with the example.
  if (isImported(studio)) return { project, job: trainExample(studio) };
  const job = studio.addFilesJob({ kind: 'demo', subject: project.name }, async (opened, desk) => {
    await importDemo({ project: opened, ...desk }, { folder, seed: demoSeed, quick });
    desk.signal.throwIfAborted();
    trainExample(studio);
  });
  return { project, job };
}

/** Returns null if an experiment was ever begun: what a person trains or deletes here is left alone. */
function trainExample(studio: Studio): JobView | null {
  const { project } = studio;
  if (project.isReadOnly || project.catalog.experiments.everBegan()) return null;
  const { id } = createExperiment(
    { project },
    { name: 'Example', recipe: exampleRecipe(studio.host.quickDemo), seed: demoSeed },
  );
  return addLoopJob(studio, id, { pauseForReview: false, evaluate: true });
}

/** Whether all three parts are completely imported. */
function isImported({ project: { catalog } }: Studio): boolean {
  const sources = catalog.sources.list();
  return (
    sources.length >= 3 && sources.every(({ id }) => catalog.sources.imports(id).at(0)?.state === 'done')
  );
}
