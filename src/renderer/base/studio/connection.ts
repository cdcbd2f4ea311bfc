import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { StudioClient } from '../../../contract';
import { createStore } from '../kept/store';
import { StudioGone } from './studio-gone';

type Link = Pick<RPCLink<Record<never, never>>, 'call'>;

let port: MessagePort | null = null;
/** Links whose process has ended. */
const gone = new WeakSet<Link>();

let connect: (link: Link) => void = () => {};
let link = unconnected();
const listeners = new Set<() => void>();

/** Why there is no studio and none is started automatically; null while there is one, or one is awaited. */
export const studioDown = createStore<string | null>(null);

/** A link that becomes usable once a port arrives. */
function unconnected(): Promise<Link> {
  return new Promise((resolve) => {
    connect = resolve;
  });
}

/**
 * Receives from the preload script a port (another one comes after a restart of the studio's process), or the
 * news that there is none.
 */
window.addEventListener('message', ({ source, data, ports }) => {
  if (source !== window) return;
  if (data === 'studio-port' && ports[0]) take(ports[0]);
  else if (typeof data?.studioDown === 'string') studioDown.set(data.studioDown);
});

function take(next: MessagePort): void {
  const first = port === null;
  // Calls that still wait for an answer of the dead process must fail rather than hang.
  port?.dispatchEvent(new Event('close'));
  port = next;
  // Between the end of the process and the next port, new calls wait. This listener is added before the link's own, which fails its calls
  // at once.
  port.addEventListener('close', () => {
    gone.add(made);
    if (port === next) link = unconnected();
  });
  const made: Link = new RPCLink({ port, experimental_transfer: () => [] });
  port.start();
  connect(made);
  link = Promise.resolve(made);
  studioDown.set(null);
  if (!first) for (const listener of listeners) listener();
}

/** The studio, typed by its contract. Calls wait for the connection, and fail with `StudioGone` if the process ends before it answers. */
export const studio: StudioClient = createORPCClient({
  call: async (path, input, options) => {
    const asked = await link;
    try {
      return await asked.call(path, input, options);
    } catch (error) {
      if (gone.has(asked) && !options?.signal?.aborted) throw new StudioGone(undefined, { cause: error });
      throw error;
    }
  },
});

/** The same as options for TanStack Query. */
export const ask = createTanstackQueryUtils(studio);

/** Calls `listener` when the studio was started again. */
export function onReconnect(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
