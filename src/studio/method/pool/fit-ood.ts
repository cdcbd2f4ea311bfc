import type { ImageInput, Run } from '../../../catalog';
import { codeOf } from '../../../core/errors';
import { noteOf } from '../../../core/errors/note-of';
import { evenly } from '../../../core/numbers/evenly';
import type { FittedScores, OodScoreName } from '../../../core/ood';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import { imagesOf, labelledOf, outputsOf } from '../../project/images/image-sets';
import { recipeOf } from '../../project/runs/run-model';
import { modelJob } from '../model/model-job';
import { ensurePixels, withPixels } from '../model/pixels';
import { heldOutOf } from './held-out';
import { knownTo } from './label-pool';

/** The fitted out-of-domain scores of a model, with the recipe's score and its limit. */
export interface FittedOod {
  readonly fits: FittedScores;
  readonly score: OodScoreName;
  /** An image whose score lies below is out-of-domain. */
  readonly limit: number;
}

/** Error codes of a fit that is not possible: too few labelled images, or none to set a limit with. */
const unfitting: ReadonlySet<string> = new Set([
  'ood-fit-few',
  'ood-fit-flat',
  'ood-fit-singular',
  'ood-limit',
]);
const poolSample = 1000;

/**
 * Fits the out-of-domain scores of a finished model on the project's labelled images, with the limit that its recipe asks for, as labelling
 * the pool does. Returns null, and reports a note, if the project has too few images. Temporary files are kept beside the path `spool`.
 */
export async function fitOod(context: StudioContext, run: Run, spool: string): Promise<FittedOod | null> {
  const { project, tell } = context;
  const recipe = recipeOf(run);
  const model = modelJob(context, run);
  await ensurePixels(context, model.model.imageSize, recipe.fit, ['labelled-train', 'validation']);
  const known = knownTo(project, outputsOf(project, run), imagesOf(project, 'labelled-train'));
  const heldOut = await heldOutFor(context, run, known);
  tell(stageEvent('label', 'fitScores', { images: known.length }));
  try {
    const { fitted, limits } = await runWithinMemory(
      context,
      {
        kind: 'predict',
        ...model,
        cacheFolder: project.cacheFolder,
        batch: recipe.inferenceBatch,
        sets: [],
        ood: {
          fit: labelledOf(project, known),
          ...heldOut,
          keep: recipe.selection.ood.keep,
          spool,
          givesFit: true,
        },
      },
      recipe.inferenceBatch,
      {
        onProgress: (progress) => tell({ type: 'progress', stage: 'label', progress }),
        onNote: (each) => tell({ type: 'note', note: each }),
      },
    );
    const named = recipe.selection.ood.score;
    const score = named === 'none' ? 'mahalanobis' : named;
    return { fits: fitted as FittedScores, score, limit: limits[score] as number };
  } catch (error) {
    if (!unfitting.has(codeOf(error) ?? '')) throw error;
    tell({ type: 'note', note: noteOf(error) });
    return null;
  }
}

/** Held-out labelled images, or a sample of the pool if there are none. */
async function heldOutFor(context: StudioContext, run: Run, known: readonly ImageInput[]) {
  const { project } = context;
  const chosen = heldOutOf(project, run, { known, pool: [] });
  if (chosen.heldOut.length > 0) return chosen;
  const { imageSize } = modelJob(context, run).model;
  const sample = evenly(imagesOf(project, 'unlabelled'), poolSample);
  const pool = await withPixels(context, imageSize, recipeOf(run).fit, sample);
  return heldOutOf(project, run, { known, pool });
}
