import { BrowserWindow, dialog, Notification, shell } from 'electron';
import type { Ask } from './host-messages';

/** Does what the studio asks of the desktop: a dialog, or a file shown in the file manager. */
export async function answer(ask: Ask): Promise<unknown> {
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

/** Shows a notification of the system, unless a window of the studio has the focus. */
export function notify(title: string, body: string): void {
  if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return;
  new Notification({ title, body }).show();
}
