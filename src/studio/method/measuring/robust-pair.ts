import type { Evaluation, Run } from '../../../catalog';
import type { RobustFigures, RobustPair } from '../../../core/robust/figures';
import type { TestSet } from '../../../core/vocabulary/test-sets';
import type { StudioContext } from '../../project/context/context';
import { baseOf } from '../../project/runs/run-model';
import { measureAttacks } from './attack';
import { measuredOn } from './evaluate';
import { measurePerturbations } from './perturbations';
import { checkComparable, measureRobustness } from './robustness';

/** How many test images are changed (the first by the hashes of their files), and how strongly they are attacked. */
export interface RobustAmount {
  /** The largest number of images that are corrupted and attacked. */
  readonly images: number;
  /** The largest number of images that are turned into sequences. */
  readonly sequences: number;
  /** ε of both attacks, in units of 1/255. */
  readonly epsilons: readonly number[];
}

/**
 * Measures the first and the last model of a finished experiment on test images, changed test images, and a set of hard images. What was
 * measured before is not measured again, so that a stopped measurement goes on where it stopped. Throws what the measurements throw.
 */
export async function measureRobustPair(
  context: StudioContext,
  experimentId: number,
  amount: RobustAmount,
  hard: TestSet | null,
): Promise<RobustPair> {
  const { experiments, runs } = context.project.catalog;
  const all = runs.list({ experimentId });
  const [teacher, student] = [baseOf(all) as Run, all.at(-1) as Run];
  checkComparable(context, student, teacher);
  const first = await figuresOf(context, teacher, amount, hard);
  const last = await figuresOf(context, student, amount, hard);
  return { seed: experiments.get(experimentId).seed, first, last };
}

async function figuresOf(
  context: StudioContext,
  run: Run,
  { images, sequences, epsilons }: RobustAmount,
  hard: TestSet | null,
): Promise<RobustFigures> {
  const onHard = hard && (await measuredOn(context, run, hard));
  return {
    accuracy: accuracyOf(await measuredOn(context, run, 'test')),
    corrupted: await measureRobustness(context, run, { images }),
    perturbed: await measurePerturbations(context, run, { images: sequences }),
    attacked: await measureAttacks(context, run, { images, epsilons }),
    hard: onHard && { images: onHard.images, accuracy: accuracyOf(onHard) },
  };
}

const accuracyOf = ({ metrics }: Evaluation) => metrics.values.accuracy as number;
