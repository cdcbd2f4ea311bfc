import type { LabelsGiven, OtherLabels, PredictionView } from '../../../../contract';
import { createStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import type { OthersQuestion } from '../../../dialogs/OtherLabels';
import type { History } from '../../../gallery/actions/HistoryMenu';
import { nothing, only } from '../../../gallery/layout/selection';
import { labelWords } from '../../../gallery/marks/label-words';
import { newestOf, stepTo } from '../../../gallery/session/history';
import { labelActs } from '../../../gallery/session/label-acts';
import { GallerySession } from '../../../gallery/session/session';
import { PredictionPages } from './prediction-pages';

/** Predictions of a measurement with the present labels of their images, which can be changed. Rows are indices in the list. */
export class PredictionSession extends GallerySession {
  readonly question = createStore<OthersQuestion | null>(null);
  readonly pages: PredictionPages;
  readonly #rowOf: ReadonlyMap<number, number>;

  /** With `chooses`, the first image is selected at once, so that keys apply to it. */
  constructor(
    readonly predictions: readonly PredictionView[],
    chooses: boolean,
  ) {
    super();
    this.#rowOf = new Map(predictions.map(({ imageId }, row) => [imageId, row]));
    this.pages = new PredictionPages(predictions.length, {
      tiles: (rows) => studio.label.tiles({ ids: rows.map((row) => this.imageOf(row)) }),
      changed: () => this.drawAnew(),
      failed: complain,
    });
    const rows = Int32Array.from(predictions, (_, row) => row);
    this.selection.set(chooses && rows.length > 0 ? only(0) : nothing);
    this.shown.set({ rows, groups: null, scroll: 'top' });
  }

  imageOf(row: number): number {
    return this.predictions[row].imageId;
  }

  /** The present label of an image; until it is known, the label at the time of the measurement. */
  labelOf(row: number): number | null {
    const { trueClassId } = this.predictions[row];
    return this.pages.isKnown(row) ? this.pages.classIds[row] || null : trueClassId;
  }

  override leave(): void {
    super.leave();
    this.question.set(null);
  }

  chooseAll(): undefined {
    this.chooseWhere(null);
  }

  /** The list is that of the measurement; only labels change. */
  async showAnew(): Promise<void> {
    this.pages.outdate();
  }

  protected async catchUp(): Promise<void> {
    await this.stored;
    this.pages.outdate();
  }

  /**
   * Gives the chosen images another label. For a single image the person sees the label that it loses; for several the studio asks first.
   */
  give(classId: number): Promise<void> | undefined {
    const rows = this.chosen;
    if (rows.length === 0) return undefined;
    if (rows.length > 1) return this.#give(rows, classId, 'ask');
    this.#show(rows, classId);
    void this.#store(rows, classId, 'change');
    return undefined;
  }

  /** Creates a class and gives it to the images that are chosen when this is called. */
  async giveNew(name: string): Promise<void> {
    const rows = this.chosen;
    try {
      const added = await studio.data.addClass({ name });
      this.classes = [...this.classes, added];
      await this.#give(rows, added.id, rows.length > 1 ? 'ask' : 'change');
    } catch (error) {
      complain(error);
    }
  }

  /** Gives each chosen image the class that the model predicts: the label was wrong, not the model. */
  async accept(): Promise<void> {
    const { chosen } = this;
    const byClass = new Map<number, number[]>();
    for (const row of chosen) {
      const { classId } = this.predictions[row];
      byClass.set(classId, [...(byClass.get(classId) ?? []), row]);
    }
    if (chosen.length === 1) {
      const [classId] = byClass.keys();
      return void this.give(classId);
    }
    const steps: number[] = [];
    let images = 0;
    for (const [classId, rows] of byClass) {
      const given = await this.#store(Int32Array.from(rows), classId, 'change', true);
      images += given?.changed ?? 0;
      if (given?.stepId) steps.push(given.stepId);
    }
    labelActs.note(steps);
    if (images > 0) this.sayDone(i18n.t('label.accepted', { count: images, n: count(images) }));
    this.#goOn(chosen);
  }

  /** Whether there are chosen images, and all of them are excluded. */
  get allExcluded(): boolean {
    const { chosen } = this;
    return chosen.length > 0 && chosen.every((row) => this.pages.excluded[row] === 1);
  }

  async exclude(): Promise<void> {
    const { chosen: rows } = this;
    const ids = rows.map((row) => this.imageOf(row));
    const excluded = !this.allExcluded;
    this.pages.expectExcluded(rows, excluded);
    const step = (images: number) => this.#words({ classId: null, images, excluded });
    this.tellGiven({ imageId: ids[0], words: step(1) });
    if (excluded) this.#goOn(rows);
    try {
      const { changed } = await this.inOrder(() => studio.label.exclude({ ids, excluded }));
      this.pages.outdate();
      if (changed > 0) this.sayDone(step(changed));
    } catch (error) {
      complain(error);
      this.pages.outdate();
    }
  }

  /** Answers the question about labels of other classes; null leaves all labels as they are. */
  async answer(others: Exclude<OtherLabels, 'ask'> | null): Promise<void> {
    const question = this.question.get();
    if (!question) return;
    this.question.set(null);
    const rows = this.#rowsOf(question.ids);
    await this.goBackTo(rows);
    if (others === null || question.classId === null) return;
    await this.#store(rows, question.classId, others);
    this.#goOn(rows);
  }

  async step(direction: 'undo' | 'redo'): Promise<void> {
    try {
      const steps = await labelActs.turn(direction, () => this.inOrder(() => studio.label[direction]()));
      const ids = Int32Array.from(steps.flatMap((each) => [...each.ids]));
      this.pages.outdate();
      const here = await this.goBackTo(this.#rowsOf(ids));
      this.say(labelActs.said(direction, steps, { here, words: (step) => this.#words(step) }));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === `no-label-to-${direction}`) this.say(sentenceOf(failure));
      else complain(error);
    }
  }

  /** The labelling steps, newest first. */
  async history(): Promise<History> {
    await this.stored;
    const { steps, more } = await studio.label.history();
    return { steps: labelActs.entries(steps, (step) => this.#words(step)), more };
  }

  /** Undoes or redoes labelling steps until `target` is the newest that is not undone. */
  backTo(target: number | null): Promise<void> {
    return stepTo(this, async () => newestOf((await studio.label.history()).steps), target);
  }

  async #give(rows: Int32Array<ArrayBuffer>, classId: number, others: OtherLabels): Promise<void> {
    if (await this.#store(rows, classId, others)) this.#goOn(rows);
  }

  /** Shows a label before it is stored, and moves on to the next image. */
  #show(rows: Int32Array<ArrayBuffer>, classId: number): void {
    this.pages.expectLabel(rows, classId);
    const its = this.classes.find(({ id }) => id === classId);
    this.tellGiven({ imageId: this.imageOf(rows[0]), words: its?.name ?? '', color: its?.color });
    this.#goOn(rows);
  }

  /** Returns what was stored; null if it failed, or if labels of other classes would change, which is asked first. */
  async #store(
    rows: Int32Array<ArrayBuffer>,
    classId: number,
    others: OtherLabels,
    quietly = false,
  ): Promise<LabelsGiven | null> {
    const ids = rows.map((row) => this.imageOf(row));
    try {
      const given = await this.inOrder(() => studio.label.set({ ids, classId, others }));
      this.pages.outdate();
      if (given.others.length > 0) {
        this.turns.drop();
        this.question.set({ ids, classId, others: given.others });
        return null;
      }
      const said = this.#words({ classId, images: given.changed });
      if (!quietly && rows.length > 1)
        if (given.stepId === null) this.say(said);
        else this.sayDone(said);
      return given;
    } catch (error) {
      complain(error);
      this.pages.outdate();
      return null;
    }
  }

  /** Selects the image after these; the last one stays selected. */
  #goOn(rows: Int32Array): void {
    const next = rows[rows.length - 1] + 1;
    if (next < this.predictions.length) this.goOnTo(next);
  }

  #rowsOf(ids: Int32Array): Int32Array<ArrayBuffer> {
    return Int32Array.from([...ids].flatMap((id) => this.#rowOf.get(id) ?? []));
  }

  #words(step: Parameters<typeof labelWords>[0]): string {
    return labelWords(step, (classId) => this.classes.find(({ id }) => id === classId)?.name);
  }
}
