import type { Random } from '../../../core/numbers/random';
import type { InputNoise } from '../../../core/recipe';

/** Changes an image `[size, size, 3]` in place; `level` is the magnitude in tenths of the full range. */
export type Apply = (image: Uint8Array, size: number, level: number, random: Random) => void;

export type OpSet = InputNoise['randAugment']['set'];

/**
 * One operation of RandAugment: a file of `ops/` and a line of `table.ts` (docs/extend/augmentation.md). It
 * belongs to the sets for which it has an entry: `released` is the authors' code at level 10 and beyond; in
 * `increasing` every operation gets stronger as the level grows.
 */
export interface AugmentOp<Name extends string = string> {
  readonly name: Name;
  readonly in: Readonly<Partial<Record<OpSet, Apply>>>;
}

/** An operation of both sets; `increasing` is left out if it is the same. */
export const augmentOp = <const Name extends string>(
  name: Name,
  released: Apply,
  increasing: Apply = released,
): AugmentOp<Name> => ({ name, in: { released, increasing } });
