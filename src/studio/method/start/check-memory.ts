import { type StudioError, studioError } from '../../../core/errors';
import { roundsOf } from '../../../core/methods';
import type { Recipe } from '../../../core/recipe';
import type { DeviceFacts } from '../../../core/stored/runs';
import { bytesText } from '../../../core/words/bytes';
import { type MachineMemory, neverFits, type TooLarge } from '../../../core/workload/never-fits';
import { shapesOf, workOfIteration } from '../../../core/workload/workload';
import { wholeMemory } from '../../../files/memory/free-memory';
import type { StudioContext } from '../../project/context/context';
import { workImages } from './work-images';

/**
 * Checks before the first training that this machine can do all that are left after `done`, so that no teacher is trained for hours whose
 * student can never be. Throws `batch-too-large`, `model-too-large`.
 */
export async function checkMemory(
  { project, engine }: Pick<StudioContext, 'project' | 'engine'>,
  recipe: Recipe,
  done: number,
): Promise<void> {
  const images = workImages(project, recipe);
  const left = Array.from({ length: 1 + roundsOf(recipe) - done }, (_, i) => done + i);
  const shapes = shapesOf(left.flatMap((iteration) => workOfIteration(recipe, images, iteration)));
  const found = neverFits(shapes, memoryOf(await engine.start()));
  if (found) throw errorOf(found);
}

function memoryOf({ kind, memoryBytes }: DeviceFacts): MachineMemory {
  const main = wholeMemory();
  if (kind === 'cpu') return { main, models: main, halves: false };
  return { main, models: typeof memoryBytes === 'number' ? memoryBytes : 0, halves: true };
}

function errorOf({ what, arch, imageSize: size, batch, ...bytes }: TooLarge): StudioError {
  const [needed, has] = [bytesText(bytes.needed), bytesText(bytes.has)];
  return what === 'batch'
    ? studioError('batch-too-large', { batch, size, needed, free: has })
    : studioError('model-too-large', { model: arch, size, batch, needed, has });
}
