import { z } from 'zod';

const share = z.number().min(0).max(1);
const three = (value: z.ZodNumber) => z.tuple([value, value, value]);

/** What has to be known about every model that comes from elsewhere. */
export const cardFacts = {
  /** For weights, timm's name of the model and of its weights, such as `tf_efficientnet_lite0.in1k`; recipes refer to them by it. */
  name: z.string().regex(/^[A-Za-z0-9][\w.-]{0,99}$/),
  /** Side in pixels of the square images that it was trained for. */
  imageSize: z.int().min(8).max(2048),
  /** Of red, green and blue as shares of 255. */
  mean: three(share),
  std: three(z.number().min(0.001).max(2)),
  /** What it was trained on, `ImageNet-1k`. */
  trainedOn: z.string().max(200),
  source: z.string().max(500),
  /** SPDX id if there is one. */
  licence: z.string().max(200),
  /** Of the file from which it was made. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
