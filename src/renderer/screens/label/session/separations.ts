import { i18n } from '../../../base/strings';
import { studio } from '../../../base/studio/connection';
import { count } from '../../../base/words/format';

/** Images that a person separated from their groups of near duplicates. */
interface Separated {
  readonly ids: readonly number[];
  /** The newest labelling step at that time. The separation is the last action again once all later steps are undone. */
  readonly after: number | null;
}

/** The most images in one request. */
const mostSeparated = 1000;

/** The changes of a gallery, which are stored one after the other. */
interface Changes {
  readonly inOrder: <T>(call: () => Promise<T>) => Promise<T>;
  /** Resolves once every change so far is stored, or has failed. */
  readonly stored: () => Promise<unknown>;
}

/** What a person said here about near duplicates, as actions that can be undone between the labelling steps. */
export class Separations {
  #done: readonly Separated[] = [];
  #undone: readonly Separated[] = [];

  constructor(private readonly changes: Changes) {}

  /** How many separations can be undone or redone. */
  get count(): number {
    return this.#done.length + this.#undone.length;
  }

  /** Records that images are different pictures from the others of their groups. */
  async separate(ids: readonly number[]): Promise<void> {
    const after = await this.#newestStep();
    await this.#say(ids, 'allowNear');
    this.#done = [...this.#done, { ids, after }];
    this.#undone = [];
  }

  /** Called after another action: what was undone before it cannot be redone. */
  forgetUndone(): void {
    this.#undone = [];
  }

  /** Undoes or redoes a separation, if that is the last or the next action. Returns its images; null if it is not. */
  async step(direction: 'undo' | 'redo'): Promise<readonly number[] | null> {
    const undoes = direction === 'undo';
    const act = (undoes ? this.#done : this.#undone).at(-1);
    if (!act || (await this.#newestStep()) !== act.after) return null;
    await this.#say(act.ids, undoes ? 'forbidNear' : 'allowNear');
    this.#done = undoes ? this.#done.slice(0, -1) : [...this.#done, act];
    this.#undone = undoes ? [...this.#undone, act] : this.#undone.slice(0, -1);
    return act.ids;
  }

  async #say(ids: readonly number[], what: 'allowNear' | 'forbidNear'): Promise<void> {
    for (let from = 0; from < ids.length; from += mostSeparated)
      await this.changes.inOrder(() => studio.data[what]({ ids: ids.slice(from, from + mostSeparated) }));
  }

  /** The newest labelling step that is not undone. */
  async #newestStep(): Promise<number | null> {
    await this.changes.stored();
    return (await studio.label.overview()).undo?.id ?? null;
  }
}

/** The words for a separation of some images. */
export const separatedWords = (images: number): string =>
  i18n.t('label.separated', { count: images, n: count(images) });
