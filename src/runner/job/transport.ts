import { StudioError } from '../../core/errors';

export interface Port<In, Out> {
  send(message: Out): void;
  onMessage(listen: (message: In) => void): void;
}

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listen: (event: { data: unknown }) => void): void;
}

/**
 * The connection to the parent: Electron's port in a utility process, the channel of `fork` in a child
 * process. `onGone` is called when the parent has died. Throws `engine-alone` without a parent.
 */
export function connect<In, Out>(onGone: () => void): Port<In, Out> {
  // Present in Electron's utility processes only.
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listen) => parentPort.on('message', (event) => listen(event.data as In)),
    };
  }
  if (!process.send)
    throw new StudioError(
      'engine-alone',
      'The engine is started by the studio; use "noisy-studio train" or "run".',
    );
  process.on('disconnect', onGone);
  return {
    // If the parent has just died, sending must not throw: `disconnect` follows.
    send: (message) => process.connected && process.send?.(message, undefined, {}, () => {}),
    onMessage: (listen) => process.on('message', (message) => listen(message as In)),
  };
}
