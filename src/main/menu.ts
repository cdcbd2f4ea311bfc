import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { words } from './words';

/** The roles that text fields and windows need, by keyboard too. Everything of the studio itself is in the window. */
export function setMenu(development: boolean): void {
  const said = words();
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom', label: said.resetZoom },
    { role: 'zoomIn', label: said.zoomIn },
    { role: 'zoomOut', label: said.zoomOut },
    { type: 'separator' },
    { role: 'togglefullscreen', label: said.fullScreen },
  ];
  if (development) view.push({ role: 'reload' }, { role: 'toggleDevTools' });
  const menu: MenuItemConstructorOptions[] = [
    {
      label: app.name,
      submenu: [
        { role: 'about', label: said.about },
        { type: 'separator' },
        { role: 'quit', label: said.quit },
      ],
    },
    { label: said.view, submenu: view },
    {
      label: said.window,
      submenu: [
        { role: 'minimize', label: said.minimize },
        { role: 'close', label: said.close },
      ],
    },
  ];
  // Undo in the menu would take Ctrl+Z from the review; on macOS text fields have no copy and paste without it.
  if (process.platform === 'darwin') menu.splice(1, 0, { role: 'editMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}
