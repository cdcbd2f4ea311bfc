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
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Shuts every door that the studio does not use: other pages, other windows, permissions, embedded views. */
export function lockDown(devServer: string | undefined): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!devServer || !event.url.startsWith(devServer)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  session.defaultSession.setPermissionRequestHandler((_, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
