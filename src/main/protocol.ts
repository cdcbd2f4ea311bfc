import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, session } from 'electron';
import type { Picture } from './host-messages';
import { contentPolicy } from './security';

/** Before the program is ready: `studio:` is a web origin like https. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'studio', privileges }]);
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const refused = (status: number) => new Response(null, { status });

/** Serves the window's files as `studio://app/…` and pictures of the catalog as `studio://image/<id>?size=…`, and nothing else. */
export function serveScheme(
  folder: string,
  picture: (imageId: number, size: number) => Promise<Picture | null>,
): void {
  session.defaultSession.protocol.handle('studio', async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET') return refused(405);
    if (url.host === 'app') return windowFile(folder, url.pathname);
    if (url.host === 'image') return catalogImage(url, picture);
    return refused(404);
  });
}

/** A built file of the window: one flat name, or one in `assets/`. No other form of path is looked at. */
async function windowFile(folder: string, path: string): Promise<Response> {
  const match = /^\/((?:assets\/)?[\w-]+(?:\.[\w-]+)*)$/.exec(path);
  const type = match && types[extname(match[1])];
  if (!match || !type) return refused(404);
  const body = await readFile(join(folder, match[1])).catch(() => null);
  if (!body) return refused(404);
  if (type !== 'text/html') return new Response(body, { headers: { 'content-type': type } });
  const nonce = randomBytes(16).toString('base64');
  return new Response(body.toString().replaceAll('{{nonce}}', nonce), {
    headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': contentPolicy(nonce) },
  });
}

async function catalogImage(
  url: URL,
  picture: (imageId: number, size: number) => Promise<Picture | null>,
): Promise<Response> {
  const id = /^\/(\d{1,15})$/.exec(url.pathname)?.[1];
  const size = Number(url.searchParams.get('size') ?? 256);
  if (!id || !Number.isFinite(size)) return refused(400);
  const found = await picture(Number(id), size);
  if (!found) return refused(404);
  return new Response(Buffer.from(found.bytes), {
    headers: { 'content-type': found.type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}
