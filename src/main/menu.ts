import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** The roles that text fields and windows need, by keyboard too. Everything of the studio itself is in the window. */
export function setMenu(development: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (development) view.push({ role: 'reload' }, { role: 'toggleDevTools' });
  const menu: MenuItemConstructorOptions[] = [
    { label: app.name, submenu: [{ role: 'about' }, { type: 'separator' }, { role: 'quit' }] },
    { label: 'View', submenu: view },
    { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'close' }] },
  ];
  // Undo in the menu would take Ctrl+Z from the review; on macOS text fields have no copy and paste without it.
  if (process.platform === 'darwin') menu.splice(1, 0, { role: 'editMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}
