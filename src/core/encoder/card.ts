import { z } from 'zod';
import { cardFacts } from '../vocabulary/card-facts';

/** How a picture is passed to the graph: as floats of (share of 255 - mean) / deviation, or as bytes. */
const inputSchema = z.strictObject({
  name: z.string(),
  element: z.enum(['float32', 'float16', 'uint8']),
  layout: z.enum(['channels-first', 'channels-last']),
  /** The number of images in a batch if the graph was made for a fixed number; null for any number. */
  batch: z.int().min(1).nullable(),
});

/** How features are taken from an output: all of `[batch, features]`, the first of its tokens, their mean, or the mean over its places. */
export const poolings = ['all', 'first-token', 'mean-token', 'mean-place'] as const;
export type Pooling = (typeof poolings)[number];

const outputSchema = z.strictObject({
  name: z.string(),
  element: z.enum(['float32', 'float16']),
  pooling: z.enum(poolings),
});

/**
 * What is known of an image encoder that somebody exported to ONNX, besides its weights. The card is stored beside the file in the library,
 * and in the runs whose teacher the encoder is.
 */
export const encoderCardSchema = z.strictObject({
  ...cardFacts,
  arch: z.literal('encoder'),
  input: inputSchema,
  output: outputSchema,
  /** Whether it also takes images of other sides than `imageSize`. */
  anySize: z.boolean(),
  /** How many numbers it returns for an image. */
  features: z.int().min(2).max(65_536),
  /** How many numbers its file holds. */
  parameters: z.int().min(0),
  /** Bytes of memory that it takes, measured when it was added: once, and for each image that is processed at the same time. */
  memory: z.strictObject({ fixed: z.number().min(0), perImage: z.number().min(0) }),
  /** Bytes of model and tensors on the disk. */
  bytes: z.int().min(1),
  /** Files beside the model that hold its tensors. */
  files: z.array(z.string()),
});

export type EncoderCard = z.infer<typeof encoderCardSchema>;

/** The `arch` of a recipe's or run's model that is an imported, frozen encoder with a linear head. */
export const encoderArch = 'encoder';
