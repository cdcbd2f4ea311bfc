import type { Split } from '../../../contract';
import { goTo } from './navigation';
import { createProjectStore } from './store';

/** The images that a person wants to look at: those of a class, or of a split. */
export interface Browsed {
  readonly classId?: number;
  readonly split?: Split;
}

/** What the Label screen shows next; null if no particular images were asked for. */
export const browsed = createProjectStore<Browsed | null>(null);

/** Shows the images of a class or a split in Label. */
export function browse(wish: Browsed): void {
  browsed.set(wish);
  goTo('label');
}
