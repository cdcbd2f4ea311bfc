import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './security';
import { keepWindowState, windowState } from './window-state';

/** Makes the studio's window. It is shown when it has something to show. */
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
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', () => ready(window));
  void window.loadURL(devServer ?? `${appOrigin}/index.html`);
  return window;
}
