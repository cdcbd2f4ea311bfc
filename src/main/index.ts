import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { setMenu } from './menu';
import { registerScheme, serveScheme } from './protocol';
import { Quitting } from './quitting';
import { lockDown } from './security';
import { StudioHost } from './studio-host';
import { openWindow } from './window';
import { speak } from './words';

/** Electron's main process: the window, the menu, pictures by catalog id, and the studio's process. It does no other work. */
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const studio = new StudioHost();
const quitting = new Quitting(studio);

app.setName('Noisy Studio');
// Tests and experiments can use a state folder of their own.
if (process.env.NOISY_STUDIO_STATE) {
  mkdirSync(process.env.NOISY_STUDIO_STATE, { recursive: true });
  app.setPath('userData', process.env.NOISY_STUDIO_STATE);
}
// Chromium's sandbox does not run for root; there (containers, tests) it is switched off on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();

// In development, the next instance starts before the previous one has ended.
if (devServer || app.requestSingleInstanceLock()) void main();
else app.quit();

async function main(): Promise<void> {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  await app.whenReady();
  // The handlers are set only now, because Chromium installs its own, which end the program without a
  // checkpoint.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => quitting.atOnce());
  lockDown(devServer);
  serveScheme(join(import.meta.dirname, '..', 'renderer'), studio);
  const speakIn = (language: string | null) => {
    speak(language);
    setMenu(devServer !== undefined);
  };
  speakIn(null);
  studio.onLanguage = speakIn;
  studio.start();
  studio.onRestart = () => {
    for (const window of BrowserWindow.getAllWindows()) studio.connect(window);
  };
  studio.onDown = (reason) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.postMessage('studio-down', reason);
  };
  open();
  app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && open());
}

function open(): void {
  const window = openWindow(devServer, (shown) => studio.connect(shown));
  quitting.guard(window);
}

app.on('window-all-closed', () => app.quit());
app.on('before-quit', (event) => quitting.beforeQuit(event, BrowserWindow.getAllWindows()[0]));
