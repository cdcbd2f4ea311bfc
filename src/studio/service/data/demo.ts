import { join } from 'node:path';
import type { JobView, ProjectView } from '../../../contract';
import { importDemo, openDemoProject } from '../../demo/run-demo';
import type { Studio } from '../session/studio';

/** Where the demo of the window lies; its images are the same for everyone. */
const demoSeed = 1;

/** Makes or opens the demo's project; its images are written and imported by a job where they are missing. */
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
  });
  return { project, job };
}

/** Three parts, each imported to its end. */
function isImported({ project: { catalog } }: Studio): boolean {
  const sources = catalog.sources.list();
  return (
    sources.length >= 3 && sources.every(({ id }) => catalog.sources.imports(id).at(0)?.state === 'done')
  );
}
