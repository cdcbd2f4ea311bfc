import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { words } from './words';

/** Sets a menu with the roles that text fields and windows need, also for their keys. The studio's own commands are all in the window. */
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
  // Only macOS gets an edit menu, without which its text fields have no copy and paste. Elsewhere the menu's undo would take Ctrl+Z from
  // the review.
  if (process.platform === 'darwin') menu.splice(1, 0, { role: 'editMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}
