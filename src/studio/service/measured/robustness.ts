import type { Run } from '../../../catalog';
import type { CorruptedExample } from '../../../contract';
import { corruptImage, corruptionsVersion } from '../../../core/corruptions/corrupt';
import type { Severity } from '../../../core/corruptions/corruption';
import { corruptionNames } from '../../../core/corruptions/table';
import { corruptionTools } from '../../../data/corrupted/corruption-tools';
import { isChanged } from '../../method/measuring/measured-images';
import { measureRobustness } from '../../method/measuring/robustness';
import type { Project } from '../../project/folder/project';
import { os } from '../session/base';
import { measuringJob } from '../session/measuring-job';
import { betweenChanges, cleanImage } from './changed-images';

export const robustness = {
  list: os.robustness.list.handler(({ context: { studio }, input }) =>
    studio.project.catalog.robustness
      .newest(input.runIds, corruptionsVersion)
      .map(({ runId, imageSet, images, right, cells, measuredAt }) => ({
        ...{ runId, imageSet, images, right, cells, measuredAt },
      })),
  ),
  start: os.robustness.start.handler(({ context: { studio }, input: { runIds } }) =>
    measuringJob(studio, { kind: 'robustness', runIds, measure: measureRobustness }),
  ),
  changed: os.robustness.changed.handler(({ context: { studio }, input: { runId } }) => {
    const [measured] = studio.project.catalog.robustness.newest([runId], corruptionsVersion);
    const run = studio.project.catalog.runs.get(runId);
    // The command line may have measured only the first `images` images.
    return (
      isChanged(studio.project, run, measured) && isChanged(studio.project, run, measured, measured?.images)
    );
  }),
  example: os.robustness.example.handler(({ context: { studio }, input, signal }) =>
    example(studio.project, studio.project.catalog.runs.get(input.runId), input, signal),
  ),
};

/** What an image looks like under each corruption at one severity. */
async function example(
  project: Project,
  run: Run,
  { imageId, severity }: { readonly imageId: number; readonly severity: Severity },
  signal: AbortSignal | undefined,
): Promise<CorruptedExample> {
  const { imageSize, clean, hash } = await cleanImage(project, run, imageId);
  const corrupted = new Uint8Array(corruptionNames.length * clean.length);
  for (const [i, corruption] of corruptionNames.entries()) {
    await betweenChanges(signal);
    const cell = { corruption, severity };
    corrupted.set(await corruptImage(clean, imageSize, cell, hash, corruptionTools), i * clean.length);
  }
  return { imageId, imageSize, clean: clean.slice(), corrupted };
}
