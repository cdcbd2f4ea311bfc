import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronPath } from './electron';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The real program with its window, on a state folder of its own. */
export interface StudioApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Everything that it may write. Removed at `close`, unless it was given. */
  readonly folder: string;
  /** What its processes wrote to stderr so far. */
  stderr(): string;
  /** Ends it as a person would. */
  close(): Promise<void>;
  /** Ends it as a power cut would: main, studio, engine and window at once. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly width?: number;
  readonly height?: number;
  /** A folder that an earlier start used, to go on with it. It is kept. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is a first start, with the tour of the screens. */
  readonly tour?: boolean;
  /** Another Electron than that of the set-up. */
  readonly executable?: string;
}

/** Starts the built program under the display of this process. */
export async function launchStudio(options: LaunchOptions = {}): Promise<StudioApp> {
  const { width = 1280, height = 800 } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'noisy-studio-e2e-'));
  if (!options.tour) skipTour(folder);
  const electron = await _electron.launch({
    executablePath: options.executable ?? electronPath(),
    args: programArguments,
    env: {
      ...(process.env as Record<string, string>),
      NOISY_STUDIO_NODE: process.execPath,
      ...stateIn(folder),
      ...options.env,
    },
  });
  let stderr = '';
  electron.process().stderr?.on('data', (text) => {
    stderr += text;
  });
  const page = await electron.firstWindow();
  await setSize({ electron }, width, height);
  const tidy = () => {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return {
    electron,
    page,
    folder,
    stderr: () => stderr,
    close: async () => {
      // Where a job runs a person is asked.
      await electron.evaluate(({ dialog }) => {
        dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
      });
      await electron.close();
      tidy();
    },
    kill: async () => {
      await killAll(electron);
      tidy();
    },
  };
}

/** Lets the program take the tour as seen, where it was not started before: its card would lie over what is looked at. */
function skipTour(folder: string): void {
  const studio = join(stateIn(folder).NOISY_STUDIO_STATE, 'studio');
  const file = join(studio, 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(studio, { recursive: true });
  writeFileSync(file, JSON.stringify({ language: null, toured: true }));
}

/** What the program is started with. Chromium's sandbox does not run for root. */
export const programArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  root,
];

/** The environment that makes `folder` hold all that the program keeps. */
export const stateIn = (folder: string) => ({ NOISY_STUDIO_STATE: join(folder, 'state') });

/** Gives the window this size inside its frame, in pixels. */
export const setSize = ({ electron }: Pick<StudioApp, 'electron'>, width: number, height: number) =>
  electron.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0].setContentSize(w, h), [
    width,
    height,
  ] as const);

/** Process id of the studio's own process. */
export function studioPid({ electron }: StudioApp): Promise<number> {
  return electron.evaluate(({ app }) => {
    const found = app.getAppMetrics().find(({ name }) => name === 'Noisy Studio');
    if (!found) throw new Error('The studio is not running.');
    return found.pid;
  });
}

/** The system's dialogs answer with these paths from now on. */
export async function answerDialogs(app: StudioApp, paths: readonly string[]): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
    dialog.showSaveDialog = async () => ({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? '' });
  }, paths);
}

async function killAll(electron: ElectronApplication): Promise<void> {
  const main = electron.process();
  const all = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  const gone = new Promise((resolve) => main.once('exit', resolve));
  for (const pid of all.filter((each) => each !== main.pid)) tryToKill(pid);
  tryToKill(main.pid as number);
  await gone;
  while (all.some((pid) => existsSync(`/proc/${pid}`)))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with another.
  }
}
