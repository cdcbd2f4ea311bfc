import type { Random } from '../numbers/random';
import type { InEach } from '../words/language';

/** From barely to strongly corrupted. */
export const severities = [1, 2, 3, 4, 5] as const;
export type Severity = (typeof severities)[number];

/** The four kinds of the benchmark. */
export const corruptionGroups = ['noise', 'blur', 'weather', 'digital'] as const;
export type CorruptionGroup = (typeof corruptionGroups)[number];

/** Sides of the images that parameters were published for: CIFAR-10-C, Tiny ImageNet-C and ImageNet-C. */
export const publishedSides = [32, 64, 224] as const;
export type PublishedSide = (typeof publishedSides)[number];

/** A corruption in one language: a name that fits beside a number, and a sentence. */
export interface CorruptionWords {
  readonly title: string;
  readonly help: string;
}

/** An image that is corrupted. */
export interface CleanImage {
  /** `[size, size, 3]` uint8 RGB; it is not changed. */
  readonly pixels: Uint8Array;
  readonly size: number;
  /** The factor for published lengths in pixels: this size divided by the side that they were published for. */
  readonly scale: number;
}

/** What the pure code needs from outside: a codec. */
export interface CorruptionTools {
  /** Writes `[size, size, 3]` as a JPEG of this quality, with chroma at half resolution, and reads it again. */
  jpeg(pixels: Uint8Array, size: number, quality: number): Promise<Uint8Array>;
}

/** Bytes, or levels 0 to 1 that are clipped and converted to bytes; `[size, size, 3]`. */
export type Corrupted = Uint8Array | Float32Array;

/** A way to change an image, with its published parameters by side. */
export interface PublishedChange<Name extends string, Parameters> {
  /** The name in stored results; it never changes. */
  readonly name: Name;
  readonly words: InEach<CorruptionWords>;
  readonly published: Readonly<Record<PublishedSide, Parameters>>;
}

/**
 * One way in which pictures go wrong: a file in `ops/` and a line in `table.ts` (docs/extend/corruption.md). Its parameters are those of
 * Hendrycks and Dietterich 2019, "Benchmarking Neural Network Robustness to Common Corruptions and Perturbations", and their released code,
 * for five severities at each published side.
 */
export interface Corruption<Name extends string = string, Parameters = unknown>
  extends PublishedChange<Name, readonly [Parameters, Parameters, Parameters, Parameters, Parameters]> {
  readonly group: CorruptionGroup;
  /** True for a corruption that the authors held back for validation: it is not among the 15 of the mean. */
  readonly extra?: boolean;
  /** All randomness is drawn from `random`. */
  apply(
    image: CleanImage,
    parameters: Parameters,
    random: Random,
    tools: CorruptionTools,
  ): Corrupted | Promise<Corrupted>;
}

/** Types a corruption by its parameters. */
export const defineCorruption = <const Name extends string, Parameters>(
  corruption: Corruption<Name, Parameters>,
): Corruption<Name, Parameters> => corruption;
