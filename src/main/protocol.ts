import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, session } from 'electron';
import type { PictureFile, PictureSize } from './host-messages';
import { contentPolicy } from './security';

/** Must be called before the app is ready: makes `studio:` a web origin like https. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true };
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

/** The greatest number of pictures in one request. */
const picturesAtMost = 1000;
const asItIs = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const refused = (status: number) => new Response(null, { status });

/** The source of pictures: a single image of the open project, or null; and many images as lines of text. */
interface Pictures {
  picture(imageId: number, size: PictureSize): Promise<PictureFile | null>;
  pictures(imageIds: readonly number[], size: number): ReadableStream<Uint8Array>;
}

/**
 * Serves the window's files as `studio://app/…` and pictures of the catalog by id, and nothing else: one picture as
 * `studio://image/<id>?size=…` (`size=whole`: every pixel), and all pictures that a grid waits for as `studio://images/<id>,<id>,…?size=…`,
 * since a request takes longer than most pictures.
 */
export function serveScheme(folder: string, pictures: Pictures): void {
  session.defaultSession.protocol.handle('studio', async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET') return refused(405);
    if (url.host === 'app') return windowFile(folder, url.pathname);
    if (url.host === 'image') return catalogImage(url, pictures);
    if (url.host === 'images') return catalogImages(url, pictures);
    return refused(404);
  });
}

/** A built file of the window: a plain file name, or one in `assets/`. Paths of any other form are refused. */
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

async function catalogImage(url: URL, pictures: Pictures): Promise<Response> {
  const ids = idsOf(url);
  const size = url.searchParams.get('size') === 'whole' ? 'whole' : sizeOf(url);
  if (ids?.length !== 1 || size === null) return refused(400);
  const found = await pictures.picture(ids[0], size);
  if (!found) return refused(404);
  return new Response(Buffer.from(found.bytes), { headers: { 'content-type': found.type, ...asItIs } });
}

function catalogImages(url: URL, pictures: Pictures): Response {
  const [ids, size] = [idsOf(url), sizeOf(url)];
  if (ids === null || ids.length > picturesAtMost || size === null) return refused(400);
  return new Response(pictures.pictures(ids, size), {
    // In development the window has another origin, since its page comes from a server.
    headers: { 'content-type': 'text/plain', 'access-control-allow-origin': '*', ...asItIs },
  });
}

/** The catalog ids in a path; null if the path contains anything else. */
function idsOf({ pathname }: URL): number[] | null {
  return /^\/\d{1,15}(,\d{1,15})*$/.test(pathname) ? pathname.slice(1).split(',').map(Number) : null;
}

function sizeOf({ searchParams }: URL): number | null {
  const size = Number(searchParams.get('size') ?? 256);
  return Number.isFinite(size) ? size : null;
}
