import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { EncoderCard } from '../core/encoder/card';
import type { WeightsCard } from '../core/weights/card';

/** Pretrained weights that models can start from, or an encoder that can be a teacher. */
export interface WeightsView {
  readonly card: WeightsCard | EncoderCard;
  readonly origin: 'built-in' | 'added';
  /** False for built-in weights that are downloaded on first use. */
  readonly isHere: boolean;
  /** The number of parameters; for weights, only of the trainable ones. */
  readonly parameters: number;
  /** Experiments of the open project that start from them. */
  readonly usedBy: readonly string[];
}

export const weightsContract = {
  /** The built-in weights, then the added ones. */
  list: oc.output(type<WeightsView[]>()),
  /** Opens the system's file dialog; null if it was cancelled. */
  choose: oc
    .input(
      z.object({
        title: z.string(),
        kinds: z.array(z.object({ name: z.string(), extensions: z.array(z.string()) })),
      }),
    )
    .output(type<string | null>()),
  /**
   * Adds the weights in a file; `as` is timm's name of them if the file does not contain it, `encoder` has
   * facts that an ONNX encoder's file does not contain. Throws what is wrong with the file (`weights-…`,
   * `encoder-…`).
   */
  add: oc
    .input(
      z.object({
        file: z.string().min(1),
        as: z.string().nullable(),
        encoder: z
          .object({
            output: z.string(),
            imageSize: z.int(),
            mean: z.tuple([z.number(), z.number(), z.number()]),
            std: z.tuple([z.number(), z.number(), z.number()]),
          })
          .partial(),
      }),
    )
    .output(type<{ readonly card: WeightsCard | EncoderCard; readonly isNew: boolean }>()),
  /** Removes added weights. Throws `weights-unknown`, `weights-built-in`. */
  remove: oc.input(z.object({ name: z.string() })).output(type<null>()),
};
