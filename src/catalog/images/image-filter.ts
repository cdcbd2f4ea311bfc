import type { ImageState, Split } from '../../core/vocabulary/images';

/** Selects images: every given field must hold. */
export interface ImageFilter {
  readonly split?: Split;
  readonly state?: ImageState;
  /** null: without a label. */
  readonly classId?: number | null;
  readonly sourceId?: number;
  /** False: without the images that removed sources left behind. */
  readonly removed?: false;
  /** Words of the path, or of the name of the source's folder; case is ignored. */
  readonly search?: string;
}

/** The WHERE clause over `images i` for a filter, and its values. */
export function whereOf(filter: ImageFilter): { where: string; values: (string | number)[] } {
  const terms: string[] = [];
  const values: (string | number)[] = [];
  const add = (term: string, value: string | number | undefined | null) => {
    if (value === undefined || value === null) return;
    terms.push(term);
    values.push(value);
  };
  add('i.split = ?', filter.split);
  add('i.state = ?', filter.state);
  // Images left behind by a removed source do not count as missing: nobody looks for them.
  if (filter.state === 'missing' || filter.removed === false) terms.push("i.code IS NOT 'source-removed'");
  add('i.class_id = ?', filter.classId);
  if (filter.classId === null) terms.push('i.class_id IS NULL');
  add('i.source_id = ?', filter.sourceId);
  for (const word of wordsOf(filter.search)) {
    terms.push(hasWord('i.'));
    values.push(word, word);
  }
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, values };
}

/** The words of a search: all of them must be found, in any order. */
export const wordsOf = (search = ''): string[] => search.split(/\s+/).filter((word) => word !== '');

/** The name of a source's folder: what follows the last slash. */
const folderName = "replace(root, rtrim(root, replace(root, '/', '')), '')";

/**
 * The SQL term for "the path of an image, or the name of its source's folder, contains a word"; the word is bound twice. It uses `instr` on
 * lower-cased text, because % and _ are ordinary letters in a file name.
 */
export const hasWord = (table = ''): string =>
  `(instr(lower(${table}path), lower(?)) > 0
    OR ${table}source_id IN (SELECT id FROM sources WHERE instr(lower(${folderName}), lower(?)) > 0))`;
