import { z } from 'zod';
import { archNames } from '../network/arch';
import { cardFacts } from '../vocabulary/card-facts';

/** What has to be known about a file of weights besides its numbers. It is stored in the file's metadata, and the window shows it. */
export const weightsCardSchema = z.strictObject({
  ...cardFacts,
  arch: z.enum(archNames),
  /** Share of the side that the centre crop kept when the model was measured. */
  crop: z.number().min(0.1).max(1),
  interpolation: z.string().max(40),
  padding: z.enum(['same', 'symmetric']),
  batchNormEpsilon: z.number().min(1e-8).max(0.1),
  /** Outputs of the classifier that the file came with, which a training replaces; 0 for none. */
  classes: z.int().min(0),
});

export type WeightsCard = z.infer<typeof weightsCardSchema>;

/** Name of the card in the metadata of a file of weights. */
export const cardKey = 'card';
