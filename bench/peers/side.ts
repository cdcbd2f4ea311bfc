import type { ArchName } from '../../src/core/network/arch';

/** The work of a round. `files` reads JPEG files and trains on them; `batches` only reads and augments them. */
export type Work = 'training' | 'inference' | 'files' | 'batches';

/** One thing that several programs do in turns. */
export interface Contest {
  readonly work: Work;
  readonly model: ArchName;
  /** Side of the images in pixels. */
  readonly size: number;
  /** Images of a step. */
  readonly batch: number;
  /** Steps of a round. */
  readonly steps: number;
  /** The peers that take part besides the studio, by their names in `peers.py`. */
  readonly peers: readonly string[];
}

/** The paths of what all sides are given. */
export interface Given {
  /** The network as ONNX, as the studio exports it. */
  readonly onnx: string;
  /** A folder of JPEG files. */
  readonly photos: string;
  /** A folder for a side's own files. */
  readonly own: string;
}

/** A program that takes part in a contest. */
export interface Side {
  readonly name: string;
  /** The number of trained parameters of its network; null if it does not train. */
  readonly parameters: number | null;
  /** Milliseconds of one round. */
  round(): Promise<number>;
  close(): Promise<void>;
}

/** The result of a contest for one side. */
export interface SideResult {
  readonly name: string;
  readonly imagesPerSecond: number;
  /** The studio's speed over this side's, the median of the turns. */
  readonly ratio: number;
  readonly milliseconds: readonly number[];
}

export interface ContestResult {
  readonly contest: Contest;
  readonly sides: readonly SideResult[];
  /** Why a peer took no part. */
  readonly absent: readonly string[];
}

/** Mean and deviation of the pixels that all sides are given. */
export const scale = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
export const noise = { dropout: 0.2, survival: 0.8 };
/** The least area of a crop, and the settings of RandAugment, for the photographs. */
export const photoNoise = { cropArea: 0.35, ops: 2, magnitude: 9, workers: 2 };
