import type { GivenEncoderFacts } from './recognise';

/** Means and deviations that encoders are usually made for, as their makers publish them; shares of 255. */
export const normalisations = {
  imageNet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  clip: { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] },
  half: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  inside: { mean: [0, 0, 0], std: [1, 1, 1] },
} as const satisfies Readonly<Record<string, Pick<GivenEncoderFacts, 'mean' | 'std'>>>;

export type NormalisationName = keyof typeof normalisations;
