import type { Run } from '../../../catalog';
import { trainingsOf } from '../../../core/methods';
import { isEncoder } from '../../../core/network/model-spec';
import type { Recipe } from '../../../core/recipe';
import { settingsOfStage } from '../../../core/stages/stage-settings';
import type { LabellingNoise } from '../../../runner/job/messages';
import type { Project } from '../../project/folder/project';
import { finishedModelOf, iterationOf, recipeOf } from '../../project/runs/run-model';

/**
 * The noise with which a teacher labels the pool: that of its own training if the recipe asks for it; undefined if it labels without noise.
 * A linear probe and an encoder were trained without any.
 */
export function labellingNoise(
  project: Project,
  teacher: Run,
  { labelling }: Recipe,
): LabellingNoise | undefined {
  const model = finishedModelOf(project, teacher);
  if (!labelling.noise || teacher.kind === 'probe' || isEncoder(model)) return undefined;
  const iteration = iterationOf(project, teacher);
  const recipe = recipeOf(teacher);
  const [stage] = trainingsOf(recipe, iteration);
  const { noise: input, dropout, survival, cacheSide } = settingsOfStage(recipe, stage, iteration);
  if (input === null && dropout === 0 && survival === 1) return undefined;
  // A model that was tuned by a resolution fix sees larger images than it was trained on.
  const side = Math.max(cacheSide, model.imageSize);
  return { input, dropout, survival, cacheSide: side, seed: teacher.seed };
}
