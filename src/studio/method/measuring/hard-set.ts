import type { Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { type Part, type TestSet, testSetName } from '../../../core/vocabulary/test-sets';
import { percentText } from '../../../core/words/shares';
import type { StudioContext } from '../../project/context/context';
import { measuredOn } from './evaluate';

/** Which images become a set of hard images. */
export interface HardSetRequest {
  readonly name: string;
  /** The least confidence of the baseline's wrong predictions, 0 to 1. */
  readonly confidence: number;
  /** Where the images are looked for; the test split if left out. */
  readonly part?: Part;
}

/**
 * Freezes the images that a baseline run reads wrongly with confidence into a test set, as ImageNet-A holds images that a ResNet-50 reads
 * wrongly (Hendrycks et al. 2021, "Natural Adversarial Examples", arXiv 1907.07174). If the baseline was not measured, it is measured
 * first. By construction it has 0 % on the set. Throws `test-set-name`, `test-set-taken`, `hard-set-none`, and what `evaluateRun` throws.
 */
export async function makeHardSet(
  context: StudioContext,
  run: Run,
  { name, confidence, part = 'test' }: HardSetRequest,
): Promise<TestSet> {
  const { testSets, evaluations } = context.project.catalog;
  if (testSets.find(name)) throw studioError('test-set-taken', { name: testSetName(name) });
  const evaluation = await measuredOn(context, run, part);
  // The most confident predictions come first.
  const wrong = evaluations.predictions(evaluation.id, { wrong: true });
  const hard = wrong.filter((each) => each.confidence >= confidence);
  if (hard.length === 0)
    throw studioError('hard-set-none', {
      id: String(run.id),
      images: evaluation.images,
      wrong: wrong.length,
      confidence: percentText(confidence),
      highest: wrong.length > 0 ? percentText(wrong[0].confidence) : '–',
    });
  const origin = { runId: run.id, confidence, of: evaluation.images };
  return testSets.freeze(
    name,
    origin,
    hard.map(({ imageId }) => imageId),
  );
}
