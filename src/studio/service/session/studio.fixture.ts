import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { StudioClient } from '../../../contract';
import { Studio, serve } from '..';

/** A studio without a window, and a client that uses the contract over a port as the window does. */
export interface TestStudio {
  readonly studio: Studio;
  readonly client: StudioClient;
  close(): Promise<void>;
}

/** The studio's own state is kept in `folder`, beside the projects of a test. */
export function connectStudio(folder: string): TestStudio {
  const nothing = async () => null;
  const studio = new Studio({
    facts: {} as never,
    stateFolder: join(folder, 'state'),
    quickDemo: true,
    chooseFolders: async () => [],
    chooseFile: nothing,
    chooseTarget: nothing,
    reveal: async () => {},
    notify: () => {},
  });
  const { port1, port2 } = new MessageChannel();
  serve(studio, port1 as never);
  port1.start();
  const link = new RPCLink({ port: port2 as never, experimental_transfer: () => [] });
  const client: StudioClient = createORPCClient(link);
  port2.start();
  return {
    studio,
    client,
    async close() {
      await studio.shutDown();
      port1.close();
      port2.close();
    },
  };
}
