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
  /** What published lengths in pixels are multiplied by: this size over the side that they were published for. */
  readonly scale: number;
}

/** What pure code lacks: a codec. */
export interface CorruptionTools {
  /** `[size, size, 3]` written as a JPEG of this quality, chroma halved, and read again. */
  jpeg(pixels: Uint8Array, size: number, quality: number): Promise<Uint8Array>;
}

/** Bytes, or levels 0 to 1 that are clipped and converted to bytes; `[size, size, 3]`. */
export type Corrupted = Uint8Array | Float32Array;

/** A way to change an image, with its published parameters by side. */
export interface PublishedChange<Name extends string, Parameters> {
  /** As it stands in stored results; it never changes. */
  readonly name: Name;
  readonly words: InEach<CorruptionWords>;
  readonly published: Readonly<Record<PublishedSide, Parameters>>;
}

/**
 * One way that pictures go wrong: a file of `ops/` and a line of `table.ts` (docs/extend/corruption.md). Its parameters are those of
 * Hendrycks and Dietterich 2019, "Benchmarking Neural Network Robustness to Common Corruptions and Perturbations", and their released
 * code, for five severities at each published side.
 */
export interface Corruption<Name extends string = string, Parameters = unknown>
  extends PublishedChange<Name, readonly [Parameters, Parameters, Parameters, Parameters, Parameters]> {
  readonly group: CorruptionGroup;
  /** Not one of the 15 whose mean counts: held back by the authors for validation. */
  readonly extra?: boolean;
  /** All that is left to chance is drawn from `random`. */
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
