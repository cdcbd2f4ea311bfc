import type { Run } from '../../../catalog';
import type { PerturbedExample } from '../../../contract';
import { changed, framesOf, perturbationsVersion } from '../../../core/perturbations/change';
import type { PerturbationName } from '../../../core/perturbations/table';
import { corruptionTools } from '../../../data/corrupted/corruption-tools';
import { isChanged } from '../../method/measuring/measured-images';
import { measurePerturbations } from '../../method/measuring/perturbations';
import type { Project } from '../../project/folder/project';
import { os } from '../session/base';
import { measuringJob } from '../session/measuring-job';
import { betweenChanges, cleanImage } from './changed-images';

export const perturbations = {
  list: os.perturbations.list.handler(({ context: { studio }, input }) =>
    studio.project.catalog.perturbations
      .newest(input.runIds, perturbationsVersion)
      .map(({ runId, imageSet, images, sequences, measuredAt }) => ({
        ...{ runId, imageSet, images, sequences, measuredAt },
      })),
  ),
  start: os.perturbations.start.handler(({ context: { studio }, input: { runIds } }) =>
    measuringJob(studio, { kind: 'perturbation', runIds, measure: measurePerturbations }),
  ),
  changed: os.perturbations.changed.handler(({ context: { studio }, input: { runId } }) => {
    const [measured] = studio.project.catalog.perturbations.newest([runId], perturbationsVersion);
    const run = studio.project.catalog.runs.get(runId);
    return isChanged(studio.project, run, measured, measured?.images);
  }),
  example: os.perturbations.example.handler(({ context: { studio }, input, signal }) =>
    example(studio.project, studio.project.catalog.runs.get(input.runId), input, signal),
  ),
};

/** How many frames are shown. */
const shownFrames = 11;

/** Frames of one image while it changes. */
async function example(
  project: Project,
  run: Run,
  { imageId, perturbation }: { readonly imageId: number; readonly perturbation: PerturbationName },
  signal: AbortSignal | undefined,
): Promise<PerturbedExample> {
  const { imageSize, clean, hash } = await cleanImage(project, run, imageId);
  const last = framesOf({ perturbation }, imageSize) - 1;
  const places = Array.from({ length: shownFrames }, (_, i) => Math.round((i * last) / (shownFrames - 1)));
  const frames = new Uint8Array(places.length * clean.length);
  let place = 0;
  for await (const frame of changed(clean, imageSize, { perturbation }, hash, corruptionTools)) {
    await betweenChanges(signal);
    const shown = places.indexOf(place++);
    if (shown >= 0) frames.set(frame, shown * clean.length);
  }
  return { imageId, imageSize, perturbation, places, frames };
}
