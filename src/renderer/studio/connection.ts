import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { StudioClient } from '../../studio/contract';

type Link = Pick<RPCLink<Record<never, never>>, 'call'>;

let port: MessagePort | null = null;
let connect: (link: Link) => void = () => {};
let link = new Promise<Link>((resolve) => {
  connect = resolve;
});
const listeners = new Set<() => void>();

/** Takes the ports that the preload posts. Another one comes when the studio's process had to be started again. */
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'studio-port' || !event.ports[0]) return;
  const first = port === null;
  // Calls that wait for the dead process must fail, not hang.
  port?.dispatchEvent(new Event('close'));
  port = event.ports[0];
  const next: Link = new RPCLink({ port, experimental_transfer: () => [] });
  port.start();
  connect(next);
  link = Promise.resolve(next);
  if (!first) for (const listener of listeners) listener();
});

/** The studio, typed by its contract. Calls wait for the connection. */
export const studio: StudioClient = createORPCClient({
  call: async (path, input, options) => (await link).call(path, input, options),
});

/** The same as options for TanStack Query. */
export const ask = createTanstackQueryUtils(studio);

/** Calls `listener` when the studio was started again. */
export function onReconnect(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
