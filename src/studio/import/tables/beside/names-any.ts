import { textChunks, textLines } from '../../../lists/text-chunks';

/** How many lines, or how much of a file with long ones, is looked at. */
const most = { lines: 20, characters: 64 * 1024 };

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const plain = (name: string) => name.replace(/\.[^.]*$/, '').toLowerCase();

/** The names of images, by which a list is recognised as one of them. */
export const namesOf = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.map((path) => plain(nameOf(path))));

/** Whether a name, with or without its extension, is one of these images. */
export const isOf = (name: string, images: ReadonlySet<string>): boolean =>
  images.has(plain(name)) || images.has(name.toLowerCase());

/** Whether the beginning of a file names any of these images. */
export function namesAny(file: string, images: ReadonlySet<string>): boolean {
  try {
    return (/\.(jsonl?|ndjson)$/i.test(file) ? quoted(file) : fields(file)).some((path) =>
      isOf(nameOf(path), images),
    );
  } catch {
    // A file that cannot be read as text is not such a list.
    return false;
  }
}

/** The first lines of a text, and what stands between separators in them. */
function fields(file: string): string[] {
  const found: string[] = [];
  let looked = 0;
  for (const { line } of textLines(file)) {
    const path = line.replace(/\\/g, '/');
    const parts = path.split(/[,;\t|]/).map((part) => part.trim().replace(/^"|"$/g, ''));
    found.push(path, path.split(/[\s,;]+/)[0], ...parts);
    if (++looked >= most.lines) break;
  }
  return found;
}

/** The texts at the beginning of a JSON file, which may have one line. */
function quoted(file: string): string[] {
  const text = [...textChunks(file, most.characters)].join('');
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, each]) =>
    each.replace(/\\+/g, '/').replace(/\/+/g, '/'),
  );
}
