import type { InputNoise } from '../recipe';

/**
 * How an image is changed before a network sees it: not at all; a little (mirrored and shifted, as its class allows); or with everything that
 * the recipe's input noise has.
 */
export const viewNames = ['clean', 'weak', 'strong'] as const;
export type View = (typeof viewNames)[number];

/** The input noise that makes a view of an image; null leaves it as it is. */
export function noiseOfView(view: View, noise: InputNoise | null): InputNoise | null {
  if (noise === null || view === 'clean') return null;
  if (view === 'strong') return noise;
  return { ...noise, cutout: 0, randAugment: { ...noise.randAugment, ops: 0 } };
}
