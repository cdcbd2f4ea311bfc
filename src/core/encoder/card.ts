import { z } from 'zod';
import { cardFacts } from '../weights/card';

/** How a picture goes in: as floats of (share of 255 - mean) / deviation, or as bytes. */
const inputSchema = z.strictObject({
  name: z.string(),
  element: z.enum(['float32', 'float16', 'uint8']),
  layout: z.enum(['channels-first', 'channels-last']),
  /** Images that go in at once, where the graph was made for so many; null for any number. */
  batch: z.int().min(1).nullable(),
});

/** What is taken of an output: all of `[batch, features]`, the first of its tokens, their mean, or the mean over its places. */
export const poolings = ['all', 'first-token', 'mean-token', 'mean-place'] as const;
export type Pooling = (typeof poolings)[number];

const outputSchema = z.strictObject({
  name: z.string(),
  element: z.enum(['float32', 'float16']),
  pooling: z.enum(poolings),
});

/**
 * An image encoder that somebody exported to ONNX: what is to be known of it besides its numbers. It stands beside the file in the
 * library, and in the runs whose teacher it is.
 */
export const encoderCardSchema = z.strictObject({
  ...cardFacts,
  arch: z.literal('encoder'),
  input: inputSchema,
  output: outputSchema,
  /** Whether it takes images of other sides than `imageSize` too. */
  anySize: z.boolean(),
  /** Numbers that it gives of an image. */
  features: z.int().min(2).max(65_536),
  /** Numbers in its file. */
  parameters: z.int().min(0),
  /** Bytes that it takes, as measured when it was added: once, and for each image at a time. */
  memory: z.strictObject({ fixed: z.number().min(0), perImage: z.number().min(0) }),
  /** Bytes of model and tensors on the disk. */
  bytes: z.int().min(1),
  /** Files beside the model that hold its tensors. */
  files: z.array(z.string()),
});

export type EncoderCard = z.infer<typeof encoderCardSchema>;

/** The model of a recipe or a run that is an encoder of somebody else's, frozen, with a linear head. */
export const encoderArch = 'encoder';
