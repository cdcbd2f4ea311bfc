import { StudioError } from '../../core/errors';
import { applySettings, parseRecipe } from '../../core/recipe';
import type { TestSet } from '../../core/vocabulary/test-sets';
import { createExperiment, runLoop } from '../method/loop/loop';
import { makeHardSet } from '../method/measuring/hard-set';
import type { StudioContext } from '../project/context/context';

/** Name of that teacher's experiment. */
const another = 'another teacher';
const setName = 'Hard for another teacher';
/** Far from the seeds that people use, which count up from one. */
const seedApart = 1_000_003;

/**
 * Test images that a third model reads wrongly with at least this confidence: it was trained like the teacher of a demo, with another seed,
 * and no student learns from it. On a set that is hard for the teacher itself, the teacher would have 0 % by construction, which favours
 * its student. Null if that model is confident in none of its mistakes.
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
