import { linkSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio } from './program/app';
import { describeApp } from './program/describe-app';
import { electronPath } from './program/electron';

/** Electron decides by the name of its executable whether a program is packaged. */
const packedName = `noisy-studio-${process.pid}`;

describeApp(
  'a page of another server',
  () => {
    let server: Server;
    let env: { ELECTRON_RENDERER_URL: string };
    let visits = 0;
    let packed: string;

    beforeAll(async () => {
      server = createServer((_, response) => {
        visits++;
        response.setHeader('content-type', 'text/html');
        response.end('<title>Another page</title>');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      env = { ELECTRON_RENDERER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
      packed = join(dirname(electronPath()), packedName);
      linkSync(electronPath(), packed);
    });
    afterAll(() => {
      server.close();
      rmSync(packed, { force: true });
    });

    it('is shown while the program is worked on', async () => {
      const app = await launchStudio({ env });
      expect(app.page.url()).toBe(env.ELECTRON_RENDERER_URL);
      expect(visits).toBeGreaterThan(0);
      // The page's origin is not that of the pictures, but it must get them all the same.
      expect(await app.page.evaluate(async () => (await fetch('studio://images/1,2')).text())).toBe('');
      await app.close();
    });

    it('is never shown by a packaged program', async () => {
      visits = 0;
      const app = await launchStudio({ env, executable: packed });
      expect(await app.electron.evaluate(({ app: program }) => program.isPackaged)).toBe(true);
      expect(app.page.url()).toBe('studio://app/index.html');
      await app.page.getByRole('button', { name: 'New project' }).waitFor();
      expect(visits).toBe(0);
      await app.close();
    });
  },
  process.platform === 'linux' ? null : 'Linux names the executable so',
);
