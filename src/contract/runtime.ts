import { oc, type } from '@orpc/contract';
import type { Failure } from '../core/errors';

/** TensorFlow for a GPU, as the window offers it. */
export interface RuntimeView {
  /** The GPU that the driver names; null where no driver answers. */
  readonly gpu: string | null;
  readonly driver: string | null;
  /** Whether it can be fetched, why not, or whether it is there; null where there is nothing to say: no GPU, or no build for it. */
  readonly offer: 'fetch' | 'driver-old' | 'ready' | null;
  /** The oldest driver that it runs on. */
  readonly least: string;
  readonly fetchBytes: number;
  readonly diskBytes: number;
  /** How much of it has come; null while it is not being fetched. */
  readonly fetching: { readonly bytes: number; readonly all: number } | null;
  /** Why the last attempt failed. */
  readonly failure: Failure | null;
}

export const runtimeContract = {
  view: oc.output(type<RuntimeView>()),
  /** Begins to fetch it; it goes on while other work does. What was fetched before is not fetched again. */
  fetch: oc.output(type<null>()),
  /** Stops that; what has come is kept. */
  cancel: oc.output(type<null>()),
};
