import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import { answer, notify } from './desktop';
import type {
  FromStudio,
  PictureFile,
  PictureSize,
  RunningJob,
  StudioStart,
  ToStudio,
} from './host-messages';
import { RestartLimit } from './restart-limit';

/** How long the studio may take to report its running jobs while a person waits. */
const answerMs = 2000;

/** How long the studio may take to write a checkpoint and close before it is killed. */
const patienceMs = 20_000;

/** Starts the studio's process, gives windows a port to it, and answers what it asks of the desktop. */
export class StudioHost {
  #process: UtilityProcess | null = null;
  #closing = false;
  #lastPicture = 0;
  /** Why the process is not restarted automatically. */
  #down: string | null = null;
  readonly #limit = new RestartLimit();
  readonly #pictures = new Map<number, (picture: PictureFile | null) => void>();
  readonly #streams = new Map<number, ReadableStreamDefaultController<Uint8Array>>();
  /** Called when the process died and another one took its place. */
  onRestart: () => void = () => {};
  /** Called when the process died and is not restarted, with its error. */
  onDown: (reason: string) => void = () => {};
  /** Called with the language that a person chose, at the start and whenever it changes. */
  onLanguage: (language: string | null) => void = () => {};
  #told: (jobs: readonly RunningJob[] | null) => void = () => {};

  start(): void {
    const studio = utilityProcess.fork(join(import.meta.dirname, 'studio.js'), [JSON.stringify(startOf())], {
      serviceName: 'Noisy Studio',
      stdio: ['ignore', 'inherit', 'pipe'],
      // Images are decoded in libuv's threads: as many as there are cores.
      env: {
        UV_THREADPOOL_SIZE: String(Math.max(4, availableParallelism())),
        ...process.env,
        ...carried(),
      },
    });
    this.#process = studio;
    this.#down = null;
    let words = '';
    studio.stderr?.on('data', (text: Buffer) => {
      process.stderr.write(text);
      words = (words + text).slice(-2000);
    });
    studio.on('message', (message: FromStudio) => {
      if (message.type !== 'cannot-start') void this.#hear(message);
      else this.#giveUp(message.reason);
    });
    studio.on('exit', (code) => this.#ended(studio, code, words));
  }

  /**
   * Gives a window its port to the studio. If the studio is not restarted automatically any more, a reload of the window starts it again.
   */
  connect(window: BrowserWindow): void {
    if (this.#down !== null) {
      this.#limit.reset();
      this.start();
    }
    const { port1, port2 } = new MessageChannelMain();
    this.#process?.postMessage({ type: 'port' } satisfies ToStudio, [port1]);
    window.webContents.postMessage('studio-port', null, [port2]);
  }

  /** The picture of an image of the open project; null if there is no image with that id. */
  picture(imageId: number, size: PictureSize): Promise<PictureFile | null> {
    const id = ++this.#lastPicture;
    return new Promise((resolve) => {
      if (!this.#process) return resolve(null);
      this.#pictures.set(id, resolve);
      this.#send({ type: 'image', id, imageId, size });
    });
  }

  /** Pictures of many images as the studio's `pictureLines`; the stream ends early if the process ends. */
  pictures(imageIds: readonly number[], size: number): ReadableStream<Uint8Array> {
    const id = ++this.#lastPicture;
    return new ReadableStream({
      start: (stream) => {
        if (!this.#process) return stream.close();
        this.#streams.set(id, stream);
        this.#send({ type: 'images', id, imageIds, size });
      },
      cancel: () => {
        this.#streams.delete(id);
        this.#send({ type: 'images-unwanted', id });
      },
    });
  }

  /** The jobs that would end with the program; null if the studio is too busy to answer in time. */
  running(): Promise<readonly RunningJob[] | null> {
    return new Promise((resolve) => {
      if (!this.#process) return resolve([]);
      const late = setTimeout(() => resolve(null), answerMs);
      this.#told = (jobs) => {
        clearTimeout(late);
        resolve(jobs);
      };
      this.#send({ type: 'what-runs' });
    });
  }

  /** Ends the process after its job has stored its progress. */
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

  #ended(studio: UtilityProcess, code: number, words: string): void {
    if (this.#process !== studio) return;
    this.#letGo();
    if (this.#closing) return;
    if (this.#limit.mayRestart()) {
      this.start();
      this.onRestart();
    } else this.#giveUp(words.trim() || `It ended with code ${code}.`);
  }

  #giveUp(reason: string): void {
    this.#process?.kill();
    this.#letGo();
    this.#down = reason;
    this.onDown(reason);
  }

  /** Called when the process has ended: resolves and closes everything that still waits for it. */
  #letGo(): void {
    this.#process = null;
    this.#told([]);
    for (const resolve of this.#pictures.values()) resolve(null);
    this.#pictures.clear();
    for (const stream of this.#streams.values()) stream.close();
    this.#streams.clear();
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
    } else if (message.type === 'images') this.#pass(message.id, message.lines);
    else if (message.type === 'runs') this.#told(message.jobs);
    else if (message.type === 'language') this.onLanguage(message.language);
    else if (message.type === 'notify') notify(message.title, message.body);
  }

  #pass(id: number, lines: Uint8Array | null): void {
    const stream = this.#streams.get(id);
    if (lines) stream?.enqueue(lines);
    else {
      this.#streams.delete(id);
      stream?.close();
    }
  }
}

/** Environment variables with the places of the Node for the engine and of the built-in weights, which the packaged app contains. */
function carried(): { NOISY_STUDIO_NODE?: string; NOISY_STUDIO_PACKED_WEIGHTS?: string } {
  if (!app.isPackaged) return {};
  const place = (name: string) => join(process.resourcesPath, name);
  return { NOISY_STUDIO_NODE: place('node'), NOISY_STUDIO_PACKED_WEIGHTS: place('weights') };
}

function startOf(): StudioStart {
  const { node, electron, chrome } = process.versions;
  return {
    stateFolder: join(app.getPath('userData'), 'studio'),
    quickDemo: process.env.NOISY_STUDIO_DEMO === 'quick',
    packaged: app.isPackaged,
    facts: {
      version: app.getVersion(),
      versions: { node, electron: electron ?? null, chrome: chrome ?? null },
      platform: process.platform,
      projectsFolder: join(app.getPath('documents'), 'Noisy Studio'),
      home: app.getPath('home'),
    },
  };
}
