import type { Failure } from '../../../core/errors';
import type { Rgba } from './heic-decode';

/** A HEIC file to be decoded. */
export interface HeicTask {
  readonly bytes: Uint8Array;
  readonly maxPixels: number;
}

export type HeicAnswer = { readonly picture: Rgba } | { readonly failure: Failure };
