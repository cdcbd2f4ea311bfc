import type { Perturbations, Run, Split } from '../../../catalog';
import { defaultImages, perturbationsVersion } from '../../../core/perturbations/change';
import { type PerturbationName, perturbationNames } from '../../../core/perturbations/table';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import { recipeOf } from '../../project/runs/run-model';
import { modelJob } from '../model/model-job';
import { ensurePixels } from '../model/pixels';
import { changedImagesJob } from './changed-images-job';
import { drawnOf, imageSetOf, imagesToMeasure } from './measured-images';

/** What is asked for. */
export interface AskedPerturbations {
  /** All perturbations if left out. */
  readonly perturbations?: readonly PerturbationName[];
  /** The largest number of images. */
  readonly images?: number;
}

/** Only test images say something about a model: it has learnt from none of them. */
const split: Split = 'test';

/**
 * Measures how often a finished run's predictions of test images change while the images change little by little. Earlier results on the
 * same images are kept, so that a stopped measurement resumes and a repeated one is immediate; the result holds only what was asked for.
 * Throws `nothing-to-evaluate`, `nothing-unseen`.
 */
export async function measurePerturbations(
  context: StudioContext,
  run: Run,
  asked: AskedPerturbations = {},
): Promise<Perturbations> {
  const { project, tell } = context;
  const { perturbations } = project.catalog;
  const recipe = recipeOf(run);
  const { imageSize } = modelJob(context, run).model;
  await ensurePixels(context, imageSize, recipe.fit, [split]);
  const images = drawnOf((await imagesToMeasure(context, run, split)).images, asked.images ?? defaultImages);
  const key = { runId: run.id, split, imageSet: imageSetOf(images), version: perturbationsVersion };
  const id = perturbations.begin(key, images.length);
  const wanted = perturbationNames.filter((name) => asked.perturbations?.includes(name) ?? true);
  const known = perturbations.get(id).sequences.map(({ perturbation }) => perturbation);
  const left = wanted.filter((name) => !known.includes(name));
  if (left.length > 0) {
    const values = { run: run.id, images: images.length, perturbations: left.length };
    tell(stageEvent('evaluate', 'perturbation', values));
    await runWithinMemory(
      context,
      { kind: 'perturbation', ...changedImagesJob(context, run, images), perturbations: left },
      recipe.inferenceBatch,
      {
        onProgress: (progress) => tell({ type: 'progress', stage: 'evaluate', progress }),
        onNote: (note) => tell({ type: 'note', note }),
        onPerturbed: ({ perturbation, ...counts }) => {
          perturbations.put(id, perturbation, counts);
          tell({ type: 'robustness', runId: run.id });
        },
      },
    );
  }
  const measured = perturbations.get(id);
  return {
    ...measured,
    sequences: measured.sequences.filter(({ perturbation }) => wanted.includes(perturbation)),
  };
}
