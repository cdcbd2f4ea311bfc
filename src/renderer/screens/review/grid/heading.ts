import { count } from '../../../base/words/format';
import classes from '../../../gallery/grid/Grid.module.css';
import type { TileClass } from '../../../gallery/grid/picture-tile';
import type { GridSection } from '../../../gallery/layout/layout';

/** Writes the heading of a class into its element, if it has changed. */
export function writeHeading(
  element: HTMLElement,
  { classId, images }: GridSection,
  known: ReadonlyMap<number, TileClass>,
): void {
  const its = classId === null ? undefined : known.get(classId);
  const key = `${classId} ${images} ${its?.name} ${its?.color}`;
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  element.className = classes.heading;
  element.dataset.testid = 'group';
  element.style.setProperty('--class-color', its?.color ?? 'transparent');
  const swatch = document.createElement('i');
  const name = document.createElement('b');
  name.textContent = its?.name ?? '';
  const number = document.createElement('span');
  number.textContent = count(images);
  element.replaceChildren(swatch, name, number);
}
