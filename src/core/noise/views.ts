import type { InputNoise } from '../recipe';

/**
 * How an image is changed before a network sees it: not at all; a little (cut, mirrored and shifted, as the recipe has it); or with
 * everything that the recipe's input noise has.
 *
 * A weak view keeps the random resized crop, as the authors' own code for photographs has it: FixMatch's (google-research/fixmatch,
 * imagenet/datasets/imagenet.py) cuts 8 to 100 % of the area out of every image, weak and labelled ones too, and Mean Teacher's
 * (CuriousAI/mean-teacher, pytorch) does so for each of its views. Each view has a crop of its own here, as Mean Teacher's do; FixMatch's
 * two share one.
 */
export const viewNames = ['clean', 'weak', 'strong'] as const;
export type View = (typeof viewNames)[number];

/** The input noise that makes a view of an image; null leaves it as it is. */
export function noiseOfView(view: View, noise: InputNoise | null): InputNoise | null {
  if (noise === null || view === 'clean') return null;
  if (view === 'strong') return noise;
  return { ...noise, cutout: 0, randAugment: { ...noise.randAugment, ops: 0 } };
}

/** The view of an image whose RandAugment is taken away; the others have none. */
export const withoutRandAugment = (view: View): View => (view === 'strong' ? 'weak' : view);
