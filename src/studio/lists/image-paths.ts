import { type Note, note } from '../../core/words/notes';
import { decodePercent } from './percent';

/** A labelling tool's name of an image: the paths that its file may have here, or why it cannot be here. */
export type NamedImage =
  | { readonly paths: readonly string[]; readonly remote?: undefined }
  | { readonly paths?: undefined; readonly remote: Note };

/** Addresses at which Label Studio serves its own files: from a folder that it was given, or uploads. */
const served = /^(?:https?:\/\/[^/]+)?\/data\/(local-files\/\?|upload\/)(.*)$/s;

/**
 * The files that a path or address of a labelling tool may mean: `/data/local-files/?d=…` (a folder on the machine that Label Studio ran
 * on), `/data/upload/3/1a2b3c4d-name.jpg` (an upload, whose own name follows a random prefix), `file:///…`, or a plain path. Pictures on
 * another machine are not downloaded.
 */
export function namedImage(raw: string): NamedImage {
  const [, way, rest] = served.exec(raw) ?? [];
  if (way === 'upload/') {
    const path = decodePercent(rest);
    const name = path.slice(path.lastIndexOf('/') + 1);
    // The name with the prefix belongs to one image; the plain one may belong to several.
    return { paths: [...new Set([name, `upload/${path}`, path, name.replace(/^[0-9a-f]{8}-/, '')])] };
  }
  if (way !== undefined) {
    const asked = /(?:^|&)d=([^&]*)/.exec(rest)?.[1];
    if (asked === undefined) return { remote: elsewhere(raw) };
    const path = decodePercent(asked);
    return { paths: path.startsWith('/') ? [path] : [`/${path}`, path] };
  }
  if (raw.startsWith('file://')) return { paths: [decodePercent(raw.slice('file://'.length))] };
  if (/^data:/i.test(raw)) return { remote: note('entry-embedded', {}) };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(raw)) return { remote: elsewhere(raw) };
  return { paths: [raw] };
}

const elsewhere = (raw: string) => note('entry-remote', { address: raw.slice(0, 200) });
