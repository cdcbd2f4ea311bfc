import { app, session } from 'electron';

/** The window's own origin; everything that it shows comes from here or by catalog id. */
export const appOrigin = 'studio://app';

/** What the window may load: its own files and pictures of the catalog. Nothing remote, nothing inline. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' studio://image data:",
    "font-src 'self'",
    "connect-src 'self' studio://images",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Disables everything that the studio does not use: other pages, other windows, permissions, embedded views,
 * downloads.
 */
export function lockDown(devServer: string | undefined): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      // A page may reload itself, which is how a person retries.
      const itself = event.isMainFrame && event.url === contents.getURL();
      if (!itself && !(devServer && originOf(event.url) === originOf(devServer))) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  // The only permission of the window: a Copy button writes text to the clipboard. It never reads it.
  const allowed = (permission: string) => permission === 'clipboard-sanitized-write';
  session.defaultSession.setPermissionRequestHandler((_, permission, decide) => decide(allowed(permission)));
  session.defaultSession.setPermissionCheckHandler((_, permission) => allowed(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.on('will-download', (event) => event.preventDefault());
}

const originOf = (url: string) => new URL(url).origin;
