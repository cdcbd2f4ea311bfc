import { likeliest } from '../../core/selection/class-columns';
import type { Hooks } from '../job/hooks';
import type { CellPredictions, RobustnessJob, RobustnessResult } from '../job/messages';
import { predictChanged } from './changed-images';

/** Runs a network on images under one corruption after the other, and reports each corruption when all images are done. */
export async function robustness(
  job: RobustnessJob,
  hooks: Hooks,
  tell: (said: CellPredictions) => void,
): Promise<RobustnessResult> {
  const images = job.hashes.length / 32;
  let predictedClass = new Int32Array(images);
  const imagesPerSecond = await predictChanged(
    job,
    job.cells,
    hooks,
    ({ change, from, last, probabilities }) => {
      predictedClass.set(likeliest(probabilities, job.classes).classIndex, from);
      if (!last) return;
      tell({ cell: change, predictedClass });
      predictedClass = new Int32Array(images);
    },
  );
  return { kind: 'robustness', imagesPerSecond };
}
