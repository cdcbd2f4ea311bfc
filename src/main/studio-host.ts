import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  MessageChannelMain,
  Notification,
  shell,
  type UtilityProcess,
  utilityProcess,
} from 'electron';
import type { Ask, FromStudio, Picture, StudioStart, ToStudio } from './host-messages';

/** How long the studio may take to write a checkpoint and close before it is ended. */
const patienceMs = 20_000;

/** Starts the studio's process, gives windows a port to it, and answers what it asks of the desktop. */
export class StudioHost {
  #process: UtilityProcess | null = null;
  #closing = false;
  #lastPicture = 0;
  readonly #pictures = new Map<number, (picture: Picture | null) => void>();
  /** Called when the process died and another one took its place. */
  onRestart: () => void = () => {};

  start(): void {
    const studio = utilityProcess.fork(join(import.meta.dirname, 'studio.js'), [JSON.stringify(startOf())], {
      serviceName: 'Noisy Studio',
      stdio: 'inherit',
      // Images are decoded in libuv's threads: as many as there are cores.
      env: { UV_THREADPOOL_SIZE: String(Math.max(4, availableParallelism())), ...process.env },
    });
    this.#process = studio;
    studio.on('message', (message: FromStudio) => void this.#hear(message));
    studio.on('exit', () => {
      for (const answer of this.#pictures.values()) answer(null);
      this.#pictures.clear();
      this.#process = null;
      if (this.#closing) return;
      this.start();
      this.onRestart();
    });
  }

  /** Gives a window its port to the studio. */
  connect(window: BrowserWindow): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#process?.postMessage({ type: 'port' } satisfies ToStudio, [port1]);
    window.webContents.postMessage('studio-port', null, [port2]);
  }

  /** An image of the open project, or null where there is none of that number. */
  picture(imageId: number, size: number): Promise<Picture | null> {
    const id = ++this.#lastPicture;
    return new Promise((resolve) => {
      if (!this.#process) return resolve(null);
      this.#pictures.set(id, resolve);
      this.#send({ type: 'image', id, imageId, size });
    });
  }

  /** Ends the process once its job has kept what it has. */
  close(): Promise<void> {
    this.#closing = true;
    const studio = this.#process;
    if (!studio) return Promise.resolve();
    return new Promise((resolve) => {
      const kill = setTimeout(() => studio.kill(), patienceMs);
      studio.once('exit', () => {
        clearTimeout(kill);
        resolve();
      });
      this.#send({ type: 'shut-down' });
    });
  }

  #send(message: ToStudio): void {
    this.#process?.postMessage(message);
  }

  async #hear(message: FromStudio): Promise<void> {
    if (message.type === 'ask') {
      const value = await answer(message.ask);
      this.#send({ type: 'answer', id: message.id, value });
    } else if (message.type === 'image') {
      this.#pictures.get(message.id)?.(message.picture);
      this.#pictures.delete(message.id);
    } else if (message.type === 'notify' && !BrowserWindow.getFocusedWindow() && Notification.isSupported())
      new Notification({ title: message.title, body: message.body }).show();
  }
}

function startOf(): StudioStart {
  const { node, electron, chrome } = process.versions;
  return {
    stateFolder: join(app.getPath('userData'), 'studio'),
    facts: {
      version: app.getVersion(),
      versions: { node, electron: electron ?? null, chrome: chrome ?? null },
      platform: process.platform,
      projectsFolder: join(app.getPath('documents'), 'Noisy Studio'),
      home: app.getPath('home'),
    },
  };
}

async function answer(ask: Ask): Promise<unknown> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (ask.kind === 'reveal') return shell.showItemInFolder(ask.path);
  if (ask.kind === 'target') {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: ask.title,
      defaultPath: ask.name,
      filters: ask.kinds,
    });
    return filePath || null;
  }
  const folders = ask.kind === 'folders';
  const properties: ('openDirectory' | 'openFile' | 'createDirectory' | 'multiSelections')[] = folders
    ? ['openDirectory', 'createDirectory']
    : ['openFile'];
  if (folders && ask.several) properties.push('multiSelections');
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: ask.title,
    properties,
    filters: folders ? undefined : ask.kinds,
  });
  return folders ? filePaths : (filePaths[0] ?? null);
}
