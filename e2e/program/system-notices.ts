import type { StudioApp } from './app';

/** Makes the program believe that it is in the background, and collects the notices that the desktop would show. */
export async function keepSystemNotices({ electron }: StudioApp): Promise<void> {
  await electron.evaluate(({ BrowserWindow, Notification }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shownNotices: shown });
    BrowserWindow.getFocusedWindow = () => null;
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(`${this.title}: ${this.body}`);
    };
  });
}

export function systemNotices({ electron }: StudioApp): Promise<string[]> {
  return electron.evaluate(() => (globalThis as unknown as { shownNotices: string[] }).shownNotices);
}
