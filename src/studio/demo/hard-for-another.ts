import { StudioError } from '../../core/errors';
import { applySettings, parseRecipe } from '../../core/recipe';
import type { TestSet } from '../../core/vocabulary/test-sets';
import { createExperiment, runLoop } from '../method/loop/loop';
import { makeHardSet } from '../method/measuring/hard-set';
import type { StudioContext } from '../project/context';

/** The experiment of that teacher. */
const another = 'another teacher';
const setName = 'Hard for another teacher';
/** Far from the seeds that people count up from one. */
const seedApart = 1_000_003;

/**
 * Test images that a third model reads wrongly with at least this confidence: one that was trained as the teacher of a demo was, from another seed, and that
 * no student learns from. A set that is hard for the teacher itself would be at 0 % of its accuracy by construction, and favour its student. Null
 * where that model is sure of none of its mistakes.
 */
export async function hardForAnother(
  context: StudioContext,
  experimentId: number,
  confidence = 0.5,
): Promise<TestSet | null> {
  const { experiments, testSets } = context.project.catalog;
  const known = testSets.find(setName);
  if (known) return known;
  const { recipe, seed } = experiments.get(experimentId);
  const { id } =
    experiments.list().find(({ name }) => name === another) ??
    createExperiment(context, {
      name: another,
      recipe: applySettings(parseRecipe(recipe), [['iterations', 0]]),
      seed: seed + seedApart,
    });
  const { runs } = await runLoop(context, id, { pauseForReview: false, evaluate: true });
  try {
    return await makeHardSet(context, runs[0], { name: setName, confidence });
  } catch (error) {
    if (error instanceof StudioError && error.code === 'hard-set-none') return null;
    throw error;
  }
}
