import { join } from 'node:path';
import type { JobView, ProjectView } from '../../../contract';
import { exampleRecipe } from '../../demo/recipe';
import { importDemo, openDemoProject } from '../../demo/run-demo';
import { createExperiment } from '../../method/loop/loop';
import { addLoopJob } from '../session/loop-job';
import type { Studio } from '../session/studio';

/** Where the demo of the window lies; its images are the same for everyone. */
const demoSeed = 1;

/**
 * Makes or opens the demo's project. Where its images are missing, a job writes and imports them; a short experiment follows, so that every
 * screen has something to show.
 */
export async function openDemo(
  studio: Studio,
  quick: boolean,
): Promise<{ project: ProjectView; job: JobView | null }> {
  const folder = join(studio.host.stateFolder, quick ? 'demo-quick' : 'demo');
  const project =
    studio.view?.folder === join(folder, 'project')
      ? studio.view
      : await studio.enter(() => openDemoProject({ folder }));
  if (isImported(studio)) return { project, job: null };
  const job = studio.addFilesJob({ kind: 'demo', subject: project.name }, async (opened, desk) => {
    await importDemo({ project: opened, ...desk }, { folder, seed: demoSeed, quick });
    trainExample(studio);
  });
  return { project, job };
}

/** What a person trains here is left alone. */
function trainExample(studio: Studio): void {
  const { project } = studio;
  if (project.catalog.experiments.list().length > 0) return;
  const { id } = createExperiment({ project }, { name: 'Example', recipe: exampleRecipe(), seed: demoSeed });
  addLoopJob(studio, id, { pauseForReview: false, evaluate: true });
}

/** Three parts, each imported to its end. */
function isImported({ project: { catalog } }: Studio): boolean {
  const sources = catalog.sources.list();
  return (
    sources.length >= 3 && sources.every(({ id }) => catalog.sources.imports(id).at(0)?.state === 'done')
  );
}
