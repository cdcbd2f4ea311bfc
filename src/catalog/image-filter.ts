import type { ImageState, Split } from '../core/vocabulary/images';

/** Selects images: every given field must hold. */
export interface ImageFilter {
  readonly split?: Split;
  readonly state?: ImageState;
  /** null: without a label. */
  readonly classId?: number | null;
  readonly sourceId?: number;
  /** A part of the path; case is ignored. */
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
  if (filter.state === 'missing') terms.push("i.code IS NOT 'source-removed'");
  add('i.class_id = ?', filter.classId);
  if (filter.classId === null) terms.push('i.class_id IS NULL');
  add('i.source_id = ?', filter.sourceId);
  // instr on lower-cased text, because % and _ are ordinary letters in a file name.
  if (filter.search) add('instr(lower(i.path), lower(?)) > 0', filter.search);
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, values };
}
