import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronPath } from './electron';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The real program with its window, using a state folder of its own. */
export interface StudioApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** The folder of everything that it may write. It is removed by `close`, unless the caller gave it. */
  readonly folder: string;
  /** What its processes wrote to stderr so far. */
  stderr(): string;
  /** Ends the program as a person would. */
  close(): Promise<void>;
  /** Ends the program as a power cut would: main, studio, engine and window at once. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly width?: number;
  readonly height?: number;
  /** A folder that an earlier start used, to continue with it. It is not removed. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the program starts as for the first time, with the tour of the screens. */
  readonly tour?: boolean;
  /** Whether dialogs and menus move as they open, as they do unless the system asks for less motion; each takes longer then. */
  readonly motion?: boolean;
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
    args: options.motion ? programArguments : ['--force-prefers-reduced-motion', ...programArguments],
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
      // If a job is running, the program asks before it closes; this answers with the first button.
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

/** Marks the tour as seen if the program was not started before, because its card would cover what is tested. */
function skipTour(folder: string): void {
  const studio = join(stateIn(folder).NOISY_STUDIO_STATE, 'studio');
  const file = join(studio, 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(studio, { recursive: true });
  writeFileSync(file, JSON.stringify({ language: null, toured: true }));
}

/** The arguments of the program. Chromium's sandbox does not run for root. */
export const programArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  root,
];

/** The environment that makes the program keep all of its state in `folder`. */
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

/** Makes the system's dialogs answer with these paths from now on. */
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
    // The process ended together with another one.
  }
}
