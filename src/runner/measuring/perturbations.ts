import { flipsIn, type SequenceResult, top5In } from '../../core/perturbations/measures';
import { perturbationOf } from '../../core/perturbations/table';
import { likeliest } from '../../core/selection/class-columns';
import type { Hooks } from '../job/hooks';
import type { PerturbationJob, PerturbationResult } from '../job/messages';
import { predictChanged } from './changed-images';

/** Runs a network on sequences of images under one perturbation after the other, and reports each when all images are done. */
export async function perturbations(
  job: PerturbationJob,
  hooks: Hooks,
  tell: (counted: SequenceResult) => void,
): Promise<PerturbationResult> {
  const images = job.hashes.length / 32;
  const { classes } = job;
  let [flips, top5]: [number, number | null] = [0, 0];
  const sequences = job.perturbations.map((perturbation) => ({ perturbation }));
  const imagesPerSecond = await predictChanged(job, sequences, hooks, ({ change, frames, ...part }) => {
    const { compared } = perturbationOf(change.perturbation);
    flips += flipsIn(likeliest(part.probabilities, classes).classIndex, frames, compared);
    const distance = top5In(part.probabilities, { frames, classes, compared });
    top5 = top5 === null || distance === null ? null : top5 + distance;
    if (!part.last) return;
    tell({ ...change, pairs: images * (frames - 1), flips, top5 });
    [flips, top5] = [0, 0];
  });
  return { kind: 'perturbation', imagesPerSecond };
}
