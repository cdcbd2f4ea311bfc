import type { LabelsGiven, OtherLabels } from '../../../../contract';
import { createStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import type { OthersQuestion } from '../../../dialogs/OtherLabels';
import type { History } from '../../../gallery/actions/HistoryMenu';
import { labelWords } from '../../../gallery/marks/label-words';
import { newestOf, stepTo } from '../../../gallery/session/history';
import { labelActs } from '../../../gallery/session/label-acts';
import { LabelGallery } from './label-gallery';
import { Separations, separatedWords } from './separations';

/** A label for some images; a null class removes their labels. */
interface NewLabel {
  readonly ids: Int32Array<ArrayBuffer>;
  readonly classId: number | null;
}

/** The state of the Label screen, for as long as it is mounted: what is shown, and what a person does with it. */
export class LabelSession extends LabelGallery {
  readonly question = createStore<OthersQuestion | null>(null);
  /** Names of classes that were created here, by id. */
  readonly #added = new Map<number, string>();
  readonly #separations = new Separations({
    inOrder: (call) => this.inOrder(call),
    stored: () => this.stored,
  });

  /** Gives all images of the shown cluster the class that they probably have. */
  giveProposed(): Promise<void> | undefined {
    const { classId } = this.cluster?.proposal ?? {};
    if (classId === undefined) return undefined;
    this.chooseWhere((id) => !this.pages?.excluded[id]);
    return this.give(classId);
  }

  protected marked(): void {
    this.#separations.forgetUndone();
  }

  override leave(): void {
    super.leave();
    this.question.set(null);
  }

  /** Records that the chosen images are different pictures from the others of their groups. */
  async separate(): Promise<void> {
    const ids = [...this.chosen];
    try {
      await this.#separations.separate(ids);
      await this.ask();
      this.sayDone(separatedWords(ids.length));
    } catch (error) {
      complain(error);
    }
  }

  /** Undoes or redoes a separation, if that is the last or the next action. Returns whether it was. */
  async #stepSeparated(direction: 'undo' | 'redo'): Promise<boolean> {
    const ids = await this.#separations.step(direction);
    if (!ids) return false;
    await this.ask();
    await this.goBackTo(Int32Array.from(ids));
    const step = separatedWords(ids.length);
    this.say(i18n.t(direction === 'undo' ? 'label.undid' : 'label.redid', { step }));
    return true;
  }

  /** Gives the chosen images a class; null removes their labels. */
  give(classId: number | null): Promise<void> | undefined {
    return this.#give({ ids: this.chosen, classId });
  }

  /** Creates a class and gives it to the images that are chosen when this is called. */
  async giveNew(name: string): Promise<void> {
    const ids = this.chosen;
    try {
      const added = await studio.data.addClass({ name });
      // Messages must be able to name this class even before the screen has requested its classes again.
      this.#added.set(added.id, added.name);
      this.classes = [...this.classes, added];
      await this.#give({ ids, classId: added.id });
    } catch (error) {
      complain(error);
    }
  }

  /**
   * Gives each chosen image the class that the newest model predicts. If several are chosen, those with
   * another label keep it.
   */
  async accept(): Promise<void> {
    const { chosen } = this;
    // Some of the chosen rows may never have been loaded.
    if (chosen.length > 1) await this.pages?.readAll(chosen, new AbortController().signal);
    const byClass = this.#byGuess(chosen);
    const [first] = byClass.keys();
    if (first === undefined) return;
    if (chosen.length === 1) return this.#give({ ids: chosen, classId: first });
    const steps: number[] = [];
    let images = 0;
    for (const [classId, ids] of byClass) {
      const given = await this.#store({ ids: Int32Array.from(ids), classId }, 'keep');
      images += given?.changed ?? 0;
      if (given?.stepId) steps.push(given.stepId);
    }
    if (steps.length > 1) {
      labelActs.note(steps);
      this.sayDone(i18n.t('label.accepted', { count: images, n: count(images) }));
    }
    this.goOn(chosen);
  }

  /** Whether there are chosen images, and all of them are excluded. */
  get allExcluded(): boolean {
    const { chosen, pages } = this;
    return chosen.length > 0 && chosen.every((id) => pages?.excluded[id]);
  }

  async exclude(): Promise<void> {
    const { chosen, pages } = this;
    if (!pages || chosen.length === 0) return;
    // Some of the chosen rows may never have been loaded.
    if (chosen.some((id) => !pages.isKnown(id))) await pages.readAll(chosen, new AbortController().signal);
    const excluded = !this.allExcluded;
    pages.expectExcluded(chosen, excluded);
    const step = (images: number) => this.#words({ classId: null, images, excluded });
    this.tellGiven({ imageId: chosen[0], words: step(1) });
    // The same key again is about the next image, whatever is shown.
    if (this.choice.get().view !== 'unlabelled') this.goPast(chosen);
    else if (excluded) this.goOn(chosen);
    try {
      const { changed, stepId } = await this.countingAnew(() =>
        this.inOrder(() => studio.label.exclude({ ids: chosen, excluded })),
      );
      if (stepId !== null) this.#separations.forgetUndone();
      pages.outdate();
      if (changed > 0) this.sayDone(step(changed));
    } catch (error) {
      complain(error);
      pages.outdate();
    }
  }

  #byGuess(ids: Int32Array): Map<number, number[]> {
    const byClass = new Map<number, number[]>();
    for (const id of ids) {
      const guess = this.pages?.guesses[id] ?? 0;
      const alike = byClass.get(guess);
      if (alike) alike.push(id);
      else if (guess > 0) byClass.set(guess, [id]);
    }
    return byClass;
  }

  /** Answers the question about labels of other classes; null leaves all labels as they are. */
  async answer(others: Exclude<OtherLabels, 'ask'> | null): Promise<void> {
    const question = this.question.get();
    if (!question) return;
    this.question.set(null);
    await this.goBackTo(question.ids);
    if (others === null) return;
    await this.#store(question, others);
    if (question.classId !== null) this.goOn(question.ids);
  }

  async step(direction: 'undo' | 'redo'): Promise<void> {
    try {
      if (await this.#stepSeparated(direction)) return;
      const steps = await this.countingAnew(() =>
        labelActs.turn(direction, () => this.inOrder(() => studio.label[direction]())),
      );
      const ids = Int32Array.from(steps.flatMap((each) => [...each.ids]));
      for (const each of steps) this.pages?.expectLabels(each.ids, each.classIds);
      this.pages?.outdate();
      const here = await this.goBackTo(ids);
      this.say(labelActs.said(direction, steps, { here, words: (step) => this.#words(step) }));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === `no-label-to-${direction}`) this.say(sentenceOf(failure));
      else complain(error);
    }
  }

  /** The labelling steps, newest first; the steps of one action share a line. */
  async history(): Promise<History> {
    await this.stored;
    const { steps, more } = await studio.label.history();
    return { steps: labelActs.entries(steps, (step) => this.#words(step)), more };
  }

  /** Undoes or redoes labelling steps until `target` is the newest that is not undone. */
  backTo(target: number | null): Promise<void> {
    const newest = async () => newestOf((await studio.label.history()).steps);
    return stepTo(this, newest, target, this.#separations.count);
  }

  /** Gives images a class. If no other label can be lost, the next image is shown at once; otherwise the studio is asked first. */
  #give(label: NewLabel): Promise<void> | undefined {
    const { ids, classId } = label;
    if (ids.length === 0) return undefined;
    const loses = ids.some((id) => this.#hasOther(id, classId));
    if (ids.length > 1 && loses) return this.#ask(label);
    this.pages?.expectLabel(ids, classId);
    this.#tellGiven(label);
    if (classId !== null) this.goOn(ids);
    // A person sees the label that a single image loses. A label given meanwhile by an import or on another
    // screen was not seen, so the studio asks about it.
    void this.#store(label, loses ? 'change' : 'ask');
    return undefined;
  }

  #tellGiven({ ids: [imageId], classId }: NewLabel): void {
    const its = this.classes.find(({ id }) => id === classId);
    const words = its?.name ?? i18n.t('label.none');
    this.tellGiven({ imageId, words, color: its?.color });
  }

  async #ask(label: NewLabel): Promise<void> {
    const stored = await this.#store(label, 'ask');
    if (stored && label.classId !== null) this.goOn(label.ids);
  }

  #hasOther(id: number, classId: number | null): boolean {
    const has = this.pages?.classIds[id] ?? 0;
    return has > 0 && has !== classId;
  }

  /**
   * Returns what was stored; null if it failed, or if labels of other classes would change, which is asked
   * first.
   */
  async #store({ ids, classId }: NewLabel, others: OtherLabels): Promise<LabelsGiven | null> {
    try {
      const given = await this.inOrder(() => studio.label.set({ ids, classId, others }));
      if (given.others.length > 0) {
        this.turns.drop();
        this.pages?.outdate();
        this.question.set({ ids, classId, others: given.others });
        return null;
      }
      if (given.stepId !== null) this.#separations.forgetUndone();
      if (ids.length === 1) return given;
      // Images that kept their label, and rows not loaded yet, are requested again.
      this.pages?.expectLabel(
        ids.filter((id) => others !== 'keep' || !this.#hasOther(id, classId)),
        classId,
      );
      this.pages?.outdate();
      if (given.stepId === null) this.say(this.#words({ classId, images: given.changed }));
      else this.sayDone(this.#words({ classId, images: given.changed }));
      return given;
    } catch (error) {
      complain(error);
      this.pages?.outdate();
      return null;
    }
  }

  #words(step: Parameters<typeof labelWords>[0]): string {
    const nameOf = (classId: number) =>
      this.classes.find(({ id }) => id === classId)?.name ?? this.#added.get(classId);
    return labelWords(step, nameOf);
  }
}
