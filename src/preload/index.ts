import { contextBridge, ipcRenderer, webUtils } from 'electron';

// The page listens once its scripts ran. It asks by itself: told from outside, a port may reach the page before or after.
window.addEventListener('load', () => ipcRenderer.send('studio-wanted'));

// Hands the window its port to the studio. A port cannot cross the bridge itself, so it is posted.
ipcRenderer.on('studio-port', (event) => {
  window.postMessage('studio-port', '*', event.ports);
});

// Or tells it that there is no studio to talk to, and why.
ipcRenderer.on('studio-down', (_, reason: string) => {
  window.postMessage({ studioDown: reason }, '*');
});

// The one thing a page cannot know by itself: where a file lies that a person dropped on it.
contextBridge.exposeInMainWorld('dropped', {
  pathOf: (file: File): string => webUtils.getPathForFile(file),
});
