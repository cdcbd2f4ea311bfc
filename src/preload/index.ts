import { contextBridge, ipcRenderer, webUtils } from 'electron';

// The page listens once its scripts have run. It asks for the port itself, because a port sent unasked could
// arrive too early.
window.addEventListener('load', () => ipcRenderer.send('studio-wanted'));

// Passes the window its port to the studio. A port cannot cross the context bridge, so it is posted.
ipcRenderer.on('studio-port', (event) => {
  window.postMessage('studio-port', '*', event.ports);
});

// Tells the page that there is no studio, and why.
ipcRenderer.on('studio-down', (_, reason: string) => {
  window.postMessage({ studioDown: reason }, '*');
});

// The only fact that a page cannot find out: the path of a file dropped on it.
contextBridge.exposeInMainWorld('dropped', {
  pathOf: (file: File): string => webUtils.getPathForFile(file),
});
