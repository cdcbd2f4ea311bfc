import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { EncoderCard } from '../core/encoder/card';
import type { WeightsCard } from '../core/weights/card';

/** Pretrained weights that models can start from, or an encoder that can be a teacher. */
export interface WeightsView {
  readonly card: WeightsCard | EncoderCard;
  readonly origin: 'built-in' | 'added';
  /** False for built-in ones that are fetched when they are first used. */
  readonly isHere: boolean;
  /** Numbers in it: of weights those that training changes. */
  readonly parameters: number;
  /** Experiments of the open project that start from them. */
  readonly usedBy: readonly string[];
}

export const weightsContract = {
  /** The built-in ones, then those that were added. */
  list: oc.output(type<WeightsView[]>()),
  /** The system's dialog for a file; null where it was dismissed. */
  choose: oc
    .input(
      z.object({
        title: z.string(),
        kinds: z.array(z.object({ name: z.string(), extensions: z.array(z.string()) })),
      }),
    )
    .output(type<string | null>()),
  /**
   * Takes the weights of a file in; `as` is timm's name of them where the file does not tell it, `encoder` what an ONNX encoder does not
   * tell of itself. Throws what is wrong with the file (`weights-…`, `encoder-…`).
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
  /** Forgets weights that were added. Throws `weights-unknown`, `weights-built-in`. */
  remove: oc.input(z.object({ name: z.string() })).output(type<null>()),
};
