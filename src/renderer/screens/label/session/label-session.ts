import type {
  ClusterView,
  LabelOverview,
  LabelsGiven,
  LikenessBasis,
  OtherLabels,
} from '../../../../contract';
import { type ImageIssue, isImageIssue } from '../../../../core/vocabulary/image-issues';
import { nextBy } from '../../../../core/vocabulary/label-next';
import type { Browsed } from '../../../base/kept/browsed';
import { createStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import type { OthersQuestion } from '../../../dialogs/OtherLabels';
import type { History } from '../../../gallery/actions/HistoryMenu';
import { termsIn } from '../../../gallery/filter/terms';
import { focusGrid } from '../../../gallery/layout/focus-grid';
import type { Group } from '../../../gallery/layout/layout';
import { all, nothing, only } from '../../../gallery/layout/selection';
import { labelWords } from '../../../gallery/marks/label-words';
import { MarkingSession } from '../../../gallery/marks/marking-session';
import { newestOf, stepTo } from '../../../gallery/session/history';
import { labelActs } from '../../../gallery/session/label-acts';
import { choiceOf, firstChoice, isByLooks, type LabelViewChoice, mayBeSimilar } from './choice';
import { LabelPages } from './label-pages';
import { Likeness } from './likeness';

/** A label for some images; a null class removes their labels. */
interface NewLabel {
  readonly ids: Int32Array<ArrayBuffer>;
  readonly classId: number | null;
}

/** Images that a person separated from their groups of near duplicates. */
interface Separated {
  readonly ids: readonly number[];
  /** The newest labelling step at that time. The separation is the last action again once all later steps are undone. */
  readonly after: number | null;
}

/** The most images in one request. */
const mostSeparated = 1000;

/** The number of images that can be labelled, with or without a label. */
export const imagesIn = ({ unlabelled, conflicts, classes }: LabelOverview): number =>
  classes.reduce((sum, { images }) => sum + images, unlabelled + conflicts);

/** Groups runs of equal numbers; the group number takes the place of the class in a section. */
function groupsAmong(numbers: Int32Array): Group[] {
  const groups: Group[] = [];
  for (const [at, number] of numbers.entries()) {
    const last = groups.at(-1);
    if (last?.classId === number) groups[groups.length - 1] = { ...last, images: last.images + 1 };
    else groups.push({ classId: number, start: at, images: 1 });
  }
  return groups;
}

/** The state of the Label screen, for as long as it is mounted. Rows are image ids. */
export class LabelSession extends MarkingSession {
  readonly choice = createStore<LabelViewChoice>(firstChoice);
  readonly ordering = createStore(false);
  readonly question = createStore<OthersQuestion | null>(null);
  readonly likeness = new Likeness();
  /** How many of the images shown are beyond the usual limit of the issue that orders them; null if the issue has no limit. */
  readonly found = createStore<number | null>(null);
  /** Whether classes or clusters are listed beside the images. */
  readonly panel = createStore<'classes' | 'clusters'>('classes');
  pages: LabelPages | null = null;
  /** The number of images when the rows were requested; null while a person's own act changes it. */
  readonly imagesThen = createStore<number | null>(0);
  #asked = 0;
  /** Names of classes that were created here, by id. */
  readonly #added = new Map<number, string>();
  #separated: readonly Separated[] = [];
  #reunited: readonly Separated[] = [];

  imageOf(id: number): number {
    return id;
  }

  /** Shows other images, or the same ones in another order. */
  async ask(change: Partial<LabelViewChoice> = {}): Promise<void> {
    const choice = { ...this.choice.get(), ...change };
    this.choice.set(choice);
    const asked = ++this.#asked;
    this.ordering.set(true);
    try {
      const { view, cluster } = choice;
      await this.stored;
      // The two are requested together, so that no import falls between them.
      const [overview, rows] = await Promise.all([studio.label.overview(), this.#rowsOf(choice)]);
      const groups =
        view === 'alike' && cluster === null
          ? groupsAmong(await studio.label.groups({ ids: Int32Array.from(rows) }))
          : null;
      if (asked !== this.#asked) return;
      this.imagesThen.set(imagesIn(overview));
      this.pages = this.#pagesFor(rows);
      this.large.set(this.large.get() && rows.length > 0 && cluster === null);
      // A cluster is shown to be labelled as a whole.
      const first = cluster === null ? only(0) : all(only(0), rows.length);
      this.selection.set(rows.length > 0 ? first : nothing);
      this.shown.set({ rows, groups, scroll: 'top' });
    } catch (error) {
      if (asked === this.#asked) complain(error);
    } finally {
      if (asked === this.#asked) this.ordering.set(false);
    }
  }

  /** Shows the images of a class or a split, and drops earlier searches and filters. */
  browse({ classId, split }: Browsed): Promise<void> {
    this.panel.set('classes');
    const view = split === 'unlabelled' ? 'unlabelled' : 'labelled';
    return this.ask({ ...choiceOf(view, classId ?? null), search: '', pictures: split ? { split } : {} });
  }

  async #rowsOf({
    view,
    order,
    by,
    seed,
    similarTo,
    cluster,
    ...rest
  }: LabelViewChoice): Promise<Int32Array> {
    const [classId, search] = [rest.classId ?? undefined, rest.search || undefined];
    const pictures = termsIn(rest.pictures) > 0 ? rest.pictures : undefined;
    if (cluster !== null) return this.likeness.members(cluster, search, pictures);
    if (order === 'similar') return this.likeness.similar({ to: similarTo, view, classId, search, pictures });
    if (isImageIssue(order)) {
      const { ids, found } = await this.likeness.ranked(order, { view, classId, search, pictures });
      this.found.set(found);
      return ids;
    }
    if (order === 'next' && by === 'typical') return this.likeness.typical({ view, search, pictures });
    return studio.label.query({
      ...{ view, seed, classId, search, pictures },
      order: order === 'next' ? 'uncertain' : order,
    });
  }

  /** Whether images can be put in order by their likeness to the chosen ones. */
  get maySort(): boolean {
    const { view, cluster } = this.choice.get();
    return (cluster !== null || mayBeSimilar(view)) && this.chosenCount > 0;
  }

  /** Shows first the images that are most like the chosen ones. Labelling can continue meanwhile. */
  async showSimilar(): Promise<void> {
    const similarTo = this.chosen;
    if (await this.likeness.prepare(false)) await this.ask({ cluster: null, order: 'similar', similarTo });
  }

  /**
   * Shows first the images that are best labelled next: typical ones while there are few labels, later those that the newest model is least
   * sure of. Labelling can continue meanwhile.
   */
  async showNext(): Promise<void> {
    try {
      await this.stored;
      const { classes, learnt, model } = await studio.label.overview();
      const by = nextBy(learnt, classes.length, model !== null);
      if (by === 'uncertain' || (await this.likeness.prepare(true)))
        await this.ask({ cluster: null, order: 'next', by });
    } catch (error) {
      complain(error);
    }
  }

  /** Shows first the images that have an issue most strongly, whatever their labels are. Labelling can continue meanwhile. */
  async showIssue(issue: ImageIssue): Promise<void> {
    if (await this.likeness.prepareIssue(issue)) await this.ask({ cluster: null, order: issue });
  }

  /** Orders the images again; those that have a label by now disappear from the unlabelled ones. */
  async reorder(): Promise<void> {
    const { order, seed } = this.choice.get();
    if (order === 'next') await this.showNext();
    else if (isImageIssue(order)) await this.showIssue(order);
    else await this.ask(order === 'random' ? { seed: (seed + 1) % 0x7fffffff } : {});
  }

  /** Lists the clusters beside the images, or the classes again. */
  async turnPanel(panel: 'classes' | 'clusters'): Promise<void> {
    this.panel.set(panel);
    if (panel === 'clusters') await this.likeness.prepare(true);
  }

  /** Compares images by another basis from now on, and renews what is shown by likeness. */
  async compareBy(basis: LikenessBasis): Promise<void> {
    this.likeness.choose(basis);
    const { order, cluster } = this.choice.get();
    if (cluster !== null) void this.ask(choiceOf('unlabelled'));
    const clusters = this.panel.get() === 'clusters' || order === 'next' || order === 'outlier';
    if ((await this.likeness.prepare(clusters)) && isByLooks(this.choice.get())) await this.ask();
  }

  /** The cluster that is shown; null if none is. */
  get cluster(): ClusterView | null {
    const { cluster } = this.choice.get();
    return this.likeness.clusters.get()?.find(({ number }) => number === cluster) ?? null;
  }

  /** Shows the images of a cluster, all selected. */
  async showCluster(number: number): Promise<void> {
    this.panel.set('clusters');
    await this.ask({ ...choiceOf('unlabelled'), cluster: number });
    focusGrid();
  }

  /** Shows the next or the previous cluster; the first if none is shown. */
  async stepCluster(by: 1 | -1): Promise<void> {
    const clusters = this.likeness.clusters.get() ?? [];
    const at = clusters.findIndex(({ number }) => number === this.choice.get().cluster);
    const next = at < 0 ? clusters[0] : clusters[at + by];
    if (next) await this.showCluster(next.number);
  }

  /** Gives all images of the shown cluster the class that they probably have. */
  giveProposed(): Promise<void> | undefined {
    const { classId } = this.cluster?.proposal ?? {};
    if (classId === undefined) return undefined;
    this.chooseWhere((id) => !this.pages?.excluded[id]);
    return this.give(classId);
  }

  /** New images are added only on request, because each would move the others. */
  protected async catchUp(): Promise<void> {
    await this.stored;
    this.pages?.outdate();
    await this.likeness.readAgain();
  }

  showAnew(): Promise<void> {
    const { order } = this.choice.get();
    if (isImageIssue(order)) return this.showIssue(order);
    return order === 'next' ? this.showNext() : this.ask();
  }

  protected marked(): void {
    this.#reunited = [];
  }

  override leave(): void {
    super.leave();
    this.question.set(null);
  }

  chooseAll(): undefined {
    const { view, cluster } = this.choice.get();
    this.chooseWhere(view === 'unlabelled' && cluster === null ? (id) => this.#isOpen(id) : null);
  }

  /** Selects the images that are beyond the limit of the issue that puts them in order. */
  chooseFound(): void {
    const beyond = new Set(this.shown.get()?.rows.subarray(0, this.found.get() ?? 0));
    this.chooseWhere((id) => beyond.has(id) && !this.pages?.excluded[id]);
  }

  /** Records that the chosen images are different pictures from the others of their groups. */
  async separate(): Promise<void> {
    const ids = [...this.chosen];
    try {
      const after = await this.#newestStep();
      await this.#sayNear(ids, 'allowNear');
      this.#separated = [...this.#separated, { ids, after }];
      this.#reunited = [];
      await this.ask();
      this.sayDone(i18n.t('label.separated', { count: ids.length, n: count(ids.length) }));
    } catch (error) {
      complain(error);
    }
  }

  async #sayNear(ids: readonly number[], what: 'allowNear' | 'forbidNear'): Promise<void> {
    for (let from = 0; from < ids.length; from += mostSeparated)
      await this.inOrder(() => studio.data[what]({ ids: ids.slice(from, from + mostSeparated) }));
  }

  async #newestStep(): Promise<number | null> {
    await this.stored;
    return (await studio.label.overview()).undo?.id ?? null;
  }

  /** Undoes or redoes a separation, if that is the last or the next action. Returns whether it was. */
  async #stepSeparated(direction: 'undo' | 'redo'): Promise<boolean> {
    const undoes = direction === 'undo';
    const act = (undoes ? this.#separated : this.#reunited).at(-1);
    if (!act || (await this.#newestStep()) !== act.after) return false;
    await this.#sayNear(act.ids, undoes ? 'forbidNear' : 'allowNear');
    this.#separated = undoes ? this.#separated.slice(0, -1) : [...this.#separated, act];
    this.#reunited = undoes ? [...this.#reunited, act] : this.#reunited.slice(0, -1);
    await this.ask();
    await this.goBackTo(Int32Array.from(act.ids));
    const step = i18n.t('label.separated', { count: act.ids.length, n: count(act.ids.length) });
    this.say(i18n.t(undoes ? 'label.undid' : 'label.redid', { step }));
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
    this.#goOn(chosen);
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
    if (this.choice.get().view !== 'unlabelled') this.#goPast(chosen);
    else if (excluded) this.#goOn(chosen);
    try {
      const { changed, stepId } = await this.#countingAnew(() =>
        this.inOrder(() => studio.label.exclude({ ids: chosen, excluded })),
      );
      if (stepId !== null) this.#reunited = [];
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
    if (question.classId !== null) this.#goOn(question.ids);
  }

  async step(direction: 'undo' | 'redo'): Promise<void> {
    try {
      if (await this.#stepSeparated(direction)) return;
      const steps = await this.#countingAnew(() =>
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
    return stepTo(this, newest, target, this.#separated.length + this.#reunited.length);
  }

  /** Gives images a class. If no other label can be lost, the next image is shown at once; otherwise the studio is asked first. */
  #give(label: NewLabel): Promise<void> | undefined {
    const { ids, classId } = label;
    if (ids.length === 0) return undefined;
    const loses = ids.some((id) => this.#hasOther(id, classId));
    if (ids.length > 1 && loses) return this.#ask(label);
    this.pages?.expectLabel(ids, classId);
    this.#tellGiven(label);
    if (classId !== null) this.#goOn(ids);
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
    if (stored && label.classId !== null) this.#goOn(label.ids);
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
      if (given.stepId !== null) this.#reunited = [];
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

  /**
   * Moves to the next unlabelled image after these, wrapping around at the end; if there is none, nothing is
   * chosen.
   */
  #goOn(given: Int32Array): void {
    const rows = this.shown.get()?.rows;
    const { view, cluster } = this.choice.get();
    if (!rows || !this.pages || view !== 'unlabelled') return;
    // After many images of a cluster were labelled, they stay in sight, so that the person sees the result.
    if (cluster !== null && given.length > 1) return;
    const last = rows.lastIndexOf(given[given.length - 1]);
    const behind = rows.subarray(last + 1).findIndex((id) => this.#isOpen(id));
    const next = behind >= 0 ? last + 1 + behind : rows.findIndex((id) => this.#isOpen(id));
    this.goOnTo(next >= 0 ? next : null);
  }

  /** Does a person's own act. Images that it adds to the view, such as a near duplicate that it sets free, are not announced as new. */
  async #countingAnew<T>(act: () => Promise<T>): Promise<T> {
    const [then, before] = [this.imagesThen.get(), await studio.label.overview()];
    this.imagesThen.set(null);
    try {
      return await act();
    } finally {
      const after = await studio.label.overview();
      if (then !== null) this.imagesThen.set(then + imagesIn(after) - imagesIn(before));
    }
  }

  /** Moves to the image after these; the last one stays chosen. */
  #goPast(ids: Int32Array): void {
    const rows = this.shown.get()?.rows;
    const next = (rows?.lastIndexOf(ids[ids.length - 1]) ?? -1) + 1;
    if (rows && next > 0 && next < rows.length) this.goOnTo(next);
  }

  /** Whether an image has no label and is not excluded. */
  #isOpen(id: number): boolean {
    return !this.pages?.classIds[id] && !this.pages?.excluded[id];
  }

  #words(step: Parameters<typeof labelWords>[0]): string {
    const nameOf = (classId: number) =>
      this.classes.find(({ id }) => id === classId)?.name ?? this.#added.get(classId);
    return labelWords(step, nameOf);
  }

  #pagesFor(ids: Int32Array): LabelPages {
    const largest = ids.reduce((most, id) => Math.max(most, id), 0);
    return new LabelPages(largest, {
      tiles: (asked) => studio.label.tiles({ ids: asked }),
      changed: () => this.drawAnew(),
      failed: complain,
    });
  }
}
