import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import { RestartLimit } from './restart-limit';
import { appOrigin } from './security';
import { keepWindowState, windowState } from './window-state';
import { words } from './words';

/** Even an empty window is shown after this time, so that a person does not wait with no window at all. */
const longestWaitMs = 5000;

/** Creates the studio's window, which is shown once it has content. `ready` is called each time that its page has loaded and listens. */
export function openWindow(
  devServer: string | undefined,
  ready: (window: BrowserWindow) => void,
): BrowserWindow {
  const { maximised, ...bounds } = windowState();
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Noisy Studio',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  if (maximised) window.maximize();
  keepWindowState(window);
  const late = setTimeout(() => window.show(), longestWaitMs);
  window.once('ready-to-show', () => {
    clearTimeout(late);
    window.show();
  });
  window.once('closed', () => clearTimeout(late));
  window.webContents.ipc.on('studio-wanted', () => ready(window));
  bringBack(window);
  void window.loadURL(devServer ?? `${appOrigin}/index.html`);
  return window;
}

/**
 * Reloads a page that crashed; if it crashes repeatedly, a person is asked. The studio's process continues
 * meanwhile.
 */
function bringBack(window: BrowserWindow): void {
  const limit = new RestartLimit();
  window.webContents.on('render-process-gone', async (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (!limit.mayRestart()) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        message: words().crashed,
        detail: words().crashedHelp(reason),
        buttons: [words().openAgain, words().quit],
        cancelId: 1,
      });
      if (response === 1) return app.quit();
      limit.reset();
    }
    if (!window.isDestroyed()) window.webContents.reload();
  });
}
