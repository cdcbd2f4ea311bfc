import { roundsOf, trainingsOf } from '../methods';
import { architecture, isSmallInput } from '../network/arch';
import { layoutOf } from '../network/layers';
import { imageSizeOf, type Recipe } from '../recipe';
import { batchRows } from '../stages/batch-rows';
import { isAveraged, modelOfStage } from '../stages/stage-settings';
import { bytesOf, trainingNeed, usableShare } from './memory';
import { slotNames } from './optimizer-slots';

/** The free memory that the largest training of a recipe needs for whole batches, as the engine counts it (`runner/memory/fit.ts`). */
export function trainingBytes(recipe: Recipe, classes: number): number {
  const slots = slotNames[recipe.training.optimizer].length;
  const trainings = Array.from({ length: 1 + roundsOf(recipe) }, (_, iteration) => {
    const model = modelOfStage(recipe, iteration);
    const size = imageSizeOf(recipe, model);
    const arch = architecture(model.arch, { smallInput: isSmallInput(size) });
    const bytes = trainingsOf(recipe, iteration).map((stage) => {
      const copies = 1 + slots + (isAveraged(recipe, stage) ? 1 : 0);
      // Only the device determines whether bfloat16 takes half, so float32 is assumed, which is never too little.
      const need = trainingNeed(layoutOf(arch, classes), size, copies, {
        recompute: recipe.training.gradientCheckpointing,
      });
      return bytesOf(need, batchRows(recipe, stage, iteration));
    });
    return Math.max(...bytes);
  });
  return Math.max(...trainings) / usableShare;
}
