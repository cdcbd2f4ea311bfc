import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
// @ts-expect-error set-up is plain Node, without types
import { electronPath } from '../scripts/setup/electron.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The real program with its window, on a state folder of its own. */
export interface StudioApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Everything that it may write. Removed at `close`. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly width?: number;
  readonly height?: number;
  /** A folder that an earlier start used, to go on with it. It is kept. */
  readonly folder?: string;
}

/** Starts the built program under the display of this process. */
export async function launchStudio({
  width = 1280,
  height = 800,
  folder,
}: LaunchOptions = {}): Promise<StudioApp> {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'noisy-studio-e2e-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: [...asRoot, '--disable-gpu', root],
    env: { ...(process.env as Record<string, string>), NOISY_STUDIO_STATE: join(place, 'state') },
  });
  const page = await electron.firstWindow();
  await electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0].setContentSize(w, h),
    [width, height] as const,
  );
  return {
    electron,
    page,
    folder: place,
    close: async () => {
      await electron.close();
      if (folder === undefined) rmSync(place, { recursive: true, force: true });
    },
  };
}

/** The system's dialogs answer with these paths from now on. */
export async function answerDialogs(app: StudioApp, paths: readonly string[]): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
    dialog.showSaveDialog = async () => ({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? '' });
  }, paths);
}
