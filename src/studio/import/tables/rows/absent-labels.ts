import { type Note, note } from '../../../../core/words/notes';
import type { ListRow } from './list-rows';
import { rowsByImage } from './object-rows';

/** A column that says how sure a label is (`ImageID,Source,LabelName,Confidence` of Open Images). */
export const presenceKey = (keys: readonly string[]): string | undefined =>
  keys.find((key) => /^confidences?$/i.test(key.trim()));

/**
 * Removes the labels that a list says are wrong: in Open Images a confidence of 0 means that a person looked and the class is not there. A list
 * with such a column may have a row for each image and class, also from a program that is more or less sure: each image then gets one row,
 * and is set aside if it has several classes. A column whose values are all 0 says nothing.
 */
export function withoutAbsent(rows: readonly ListRow[]): { rows: readonly ListRow[]; notes: Note[] } {
  const said = rows.filter(({ presence }) => presence?.trim());
  const isAbsent = ({ presence }: ListRow) => /^0(?:\.0*)?$/.test(presence?.trim() ?? '');
  if (said.every(isAbsent)) return { rows, notes: [] };
  const absent = said.filter((row) => isAbsent(row) && row.label?.trim()).length;
  const plain = absent > 0 ? rows.map((row) => (isAbsent(row) ? { ...row, label: undefined } : row)) : rows;
  const notes = absent > 0 ? [note('labels-absent', { labels: absent })] : [];
  return { rows: hasSeveralClasses(plain) || absent > 0 ? rowsByImage(plain) : plain, notes };
}

/** Whether several rows give one image different classes. */
function hasSeveralClasses(rows: readonly ListRow[]): boolean {
  const labels = new Map<string, string>();
  return rows.some(({ path, label }) => {
    const [image, own] = [path?.trim(), label?.trim()];
    if (!image || !own) return false;
    const before = labels.get(image) ?? own;
    labels.set(image, before);
    return before !== own;
  });
}
