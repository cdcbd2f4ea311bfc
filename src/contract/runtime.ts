import { oc, type } from '@orpc/contract';
import type { Failure } from '../core/errors';

/** TensorFlow for a GPU, as the window offers it. */
export interface RuntimeView {
  /** The GPU that the driver names; null if no driver answers. */
  readonly gpu: string | null;
  readonly driver: string | null;
  /**
   * Whether TensorFlow for the GPU can be downloaded (`fetch`), cannot be used because the driver is too old, or is installed; null if
   * there is no GPU, or no build for it.
   */
  readonly offer: 'fetch' | 'driver-old' | 'ready' | null;
  /** The oldest driver that it runs on. */
  readonly least: string;
  readonly fetchBytes: number;
  readonly diskBytes: number;
  /** How much of it was downloaded; null while it is not being downloaded. */
  readonly fetching: { readonly bytes: number; readonly all: number } | null;
  /** Why the last attempt failed. */
  readonly failure: Failure | null;
}

export const runtimeContract = {
  view: oc.output(type<RuntimeView>()),
  /** Begins the download, which continues beside other work. What was downloaded before is not downloaded again. */
  fetch: oc.output(type<null>()),
  /** Stops the download; what was downloaded is kept. */
  cancel: oc.output(type<null>()),
};
