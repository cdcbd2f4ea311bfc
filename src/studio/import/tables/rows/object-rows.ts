import { className } from '../../../../catalog';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { isHeldBackMore } from '../../listing/split-meanings';
import type { ListRow } from './list-rows';
import { severalClassesNote } from './several-classes';

/** Columns that together give the position of an object in its image, as detection tools name them. */
const boxes: readonly (readonly string[])[] = [
  ['xmin', 'ymin', 'xmax', 'ymax'],
  ['x_min', 'y_min', 'x_max', 'y_max'],
  ['x1', 'y1', 'x2', 'y2'],
  ['x', 'y', 'w', 'h'],
  ['x', 'y', 'width', 'height'],
  ['left', 'top', 'width', 'height'],
  ['bbox_x', 'bbox_y', 'bbox_width', 'bbox_height'],
  ['bbox'],
  ['bounding_box'],
  ['segmentation'],
];

/** Whether the columns of a list give positions of objects: it then has a row for each object, not for each image. */
export function namesObjects(columns: readonly string[]): boolean {
  const plain = new Set(
    columns.map((column) =>
      column
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    ),
  );
  return boxes.some((box) => box.every((column) => plain.has(column)));
}

/**
 * One row for each image, in the place of its first row, or of the first one that holds it out: with the class of its objects, or set aside
 * if they have several.
 */
export function rowsByImage(rows: readonly ListRow[]): ListRow[] {
  const found = new Map<string, { row: ListRow; readonly labels: Set<string> }>();
  const without: ListRow[] = [];
  for (const row of rows) {
    const path = row.path?.trim();
    if (!path) {
      without.push(row);
      continue;
    }
    const image = found.get(path) ?? { row, labels: new Set() };
    found.set(path, image);
    if (isHeldBackMore(splitOf(row), splitOf(image.row))) image.row = row;
    const label = className(row.label ?? '');
    if (label !== '') image.labels.add(label);
  }
  const images = Array.from(found.values(), ({ row, labels }): ListRow => {
    if (labels.size > 1) return { ...row, problem: severalClassesNote([...labels]) };
    return { ...row, label: [...labels][0] ?? row.label };
  });
  return [...without, ...images];
}

const splitOf = ({ split }: ListRow) => splitOfName(split ?? '');
