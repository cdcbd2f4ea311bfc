import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';

describeApp('the window is shut', () => {
  let app: StudioApp;
  let server: Server;
  let origin: string;
  let visits: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*');
      response.end('window.stranger = true');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    app = await launchStudio();
    await app.page.getByRole('heading', { name: 'Noisy Studio' }).waitFor();
  });
  afterAll(async () => {
    await app.close();
    server.close();
  });
  beforeEach(() => {
    visits = [];
  });

  it('is a page without Node, in a world of its own, in the sandbox', async () => {
    const node = await app.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(node).toEqual([]);
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0].webContents as Electron.WebContents & {
        getLastWebPreferences(): Electron.WebPreferences;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('has of the preload one function, and nothing else that a page does not have', async () => {
    const plain = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: true } });
      await window.loadURL('studio://app/index.html');
      const names = await window.webContents.executeJavaScript('Object.getOwnPropertyNames(window)');
      window.destroy();
      return names as string[];
    });
    const ours = await app.page.evaluate(() => Object.getOwnPropertyNames(window));
    // Names that begin like this belong to Playwright.
    const added = ours.filter((name) => !plain.includes(name) && !name.startsWith('__playwright'));
    expect(added).toEqual(['dropped']);
    const shape = await app.page.evaluate(() => ({
      keys: Object.keys(window.dropped),
      answer: window.dropped.pathOf(new File(['x'], 'passwd')),
    }));
    expect(shape).toEqual({ keys: ['pathOf'], answer: '' });
  });

  it('runs no inline script, no handler of an attribute, no remote script and no text as code', async () => {
    const refused = await app.page.evaluate(async (remote) => {
      const refusals: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        refusals.push(event.effectiveDirective),
      );
      const inline = document.createElement('script');
      inline.textContent = 'window.stranger = true';
      document.body.append(inline);
      const outside = document.createElement('script');
      outside.src = `${remote}/script.js`;
      const loaded = new Promise((resolve) => {
        outside.onload = () => resolve('loaded');
        outside.onerror = () => resolve('refused');
      });
      document.body.append(outside);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="window.stranger = true">';
      document.body.append(holder);
      // `eval` must not run in this call itself, because the debugger allows it there.
      const evaluated = new Promise((resolve) => {
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
            resolve(globalThis.eval('1 + 1'));
          } catch (error) {
            resolve((error as Error).name);
          }
        }, 0);
      });
      const outcome = [await loaded, await evaluated];
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (const each of [inline, outside, holder]) each.remove();
      return { refusals, outcome, ran: 'stranger' in window };
    }, origin);
    expect(refused.outcome).toEqual(['refused', 'EvalError']);
    expect(refused.ran).toBe(false);
    expect(new Set(refused.refusals)).toEqual(new Set(['script-src-elem', 'script-src-attr', 'script-src']));
    expect(visits).toEqual([]);
  });

  it('reaches nobody: no image, fetch, socket, beacon, frame, style or form goes out', async () => {
    const outcome = await app.page.evaluate(async (remote) => {
      const failed = (work: Promise<unknown>) =>
        work.then(
          () => 'went',
          () => 'refused',
        );
      const load = (element: HTMLElement) =>
        failed(
          new Promise((resolve, reject) => {
            element.onload = resolve;
            element.onerror = reject;
            document.body.append(element);
          }).finally(() => element.remove()),
        );
      const image = Object.assign(new Image(), { src: `${remote}/image.png` });
      const style = Object.assign(document.createElement('link'), {
        rel: 'stylesheet',
        href: `${remote}/a.css`,
      });
      const socket = new Promise((resolve, reject) => {
        try {
          const made = new WebSocket(`${remote.replace('http', 'ws')}/socket`);
          made.onopen = resolve;
          made.onerror = reject;
        } catch (error) {
          reject(error);
        }
      });
      const frame = Object.assign(document.createElement('iframe'), { src: `${remote}/frame` });
      document.body.append(frame);
      const form = Object.assign(document.createElement('form'), {
        action: `${remote}/form`,
        method: 'post',
      });
      document.body.append(form);
      form.submit();
      navigator.sendBeacon(`${remote}/beacon`, 'x');
      const all = await Promise.all([
        load(image),
        load(style),
        failed(fetch(`${remote}/fetch`)),
        failed(socket),
      ]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      frame.remove();
      form.remove();
      return all;
    }, origin);
    expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(visits).toEqual([]);
  });

  it('goes nowhere and opens no other window', async () => {
    const before = app.page.url();
    const opened = await app.page.evaluate(async (remote) => {
      const other = window.open(`${remote}/window`);
      const link = Object.assign(document.createElement('a'), { href: `${remote}/link`, target: '_blank' });
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      link.remove();
      window.location.href = `${remote}/there`;
      await new Promise((resolve) => setTimeout(resolve, 300));
      window.location.href = 'file:///etc/passwd';
      await new Promise((resolve) => setTimeout(resolve, 300));
      return other !== null;
    }, origin);
    expect(opened).toBe(false);
    expect(app.page.url()).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
    expect(visits).toEqual([]);
  });

  it('downloads nothing', async () => {
    const begun = await app.electron.evaluate(({ session }) => {
      const items: string[] = [];
      Object.assign(globalThis, { begunDownloads: items });
      session.defaultSession.on('will-download', (event, item) => {
        if (!event.defaultPrevented) items.push(item.getURL());
      });
      return items;
    });
    expect(begun).toEqual([]);
    await app.page.evaluate(async () => {
      const href = URL.createObjectURL(new Blob(['x']));
      Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    const items = await app.electron.evaluate(
      () => (globalThis as unknown as { begunDownloads: string[] }).begunDownloads,
    );
    expect(items).toEqual([]);
  });

  it('is granted no permission', async () => {
    const answers = await app.page.evaluate(async () => {
      const asked = (work: Promise<unknown>) =>
        work.then(
          () => 'granted',
          () => 'refused',
        );
      const place = new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, reject);
      });
      return {
        notifications: await Notification.requestPermission(),
        place: await asked(place),
        camera: await asked(navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await asked(navigator.clipboard.readText()),
        query: (await navigator.permissions.query({ name: 'geolocation' })).state,
      };
    });
    expect(answers).toEqual({
      notifications: 'denied',
      place: 'refused',
      camera: 'refused',
      clipboard: 'refused',
      query: 'denied',
    });
  });
});
