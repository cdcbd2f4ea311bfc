import type { ClusterView, LabelOverview, LikenessBasis } from '../../../../contract';
import { type ImageIssue, isImageIssue } from '../../../../core/vocabulary/image-issues';
import { nextBy } from '../../../../core/vocabulary/label-next';
import type { Browsed } from '../../../base/kept/browsed';
import { createStore } from '../../../base/kept/store';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { focusGrid } from '../../../gallery/layout/focus-grid';
import { all, nothing, only } from '../../../gallery/layout/selection';
import { MarkingSession } from '../../../gallery/marks/marking-session';
import { choiceOf, firstChoice, isByLooks, type LabelViewChoice, mayBeSimilar } from './choice';
import { LabelPages } from './label-pages';
import { Likeness } from './likeness';
import { groupsOf, rowsOf } from './rows-of';

/** The number of images that can be labelled, with or without a label. */
export const imagesIn = ({ unlabelled, conflicts, classes }: LabelOverview): number =>
  classes.reduce((sum, { images }) => sum + images, unlabelled + conflicts);

/** What the Label screen shows: which images, in which order, and which of them is next. Rows are image ids. */
export abstract class LabelGallery extends MarkingSession {
  readonly choice = createStore<LabelViewChoice>(firstChoice);
  readonly ordering = createStore(false);
  readonly likeness = new Likeness();
  /** How many of the images shown are beyond the usual limit of the issue that orders them; null if none does, or if it has no limit. */
  readonly found = createStore<number | null>(null);
  /** Whether classes or clusters are listed beside the images. */
  readonly panel = createStore<'classes' | 'clusters'>('classes');
  pages: LabelPages | null = null;
  /** The number of images when the rows were requested; null while a person's own act changes it. */
  readonly imagesThen = createStore<number | null>(0);
  #asked = 0;

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
      const [overview, { rows, found }] = await Promise.all([
        studio.label.overview(),
        rowsOf(choice, this.likeness),
      ]);
      const groups = view === 'alike' && cluster === null ? await groupsOf(rows) : null;
      if (asked !== this.#asked) return;
      this.found.set(found);
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

  chooseAll(): undefined {
    const { view, cluster } = this.choice.get();
    this.chooseWhere(view === 'unlabelled' && cluster === null ? (id) => this.#isOpen(id) : null);
  }

  /** Selects the images that are beyond the limit of the issue that puts them in order. */
  chooseFound(): void {
    const beyond = new Set(this.shown.get()?.rows.subarray(0, this.found.get() ?? 0));
    this.chooseWhere((id) => beyond.has(id) && !this.pages?.excluded[id]);
  }

  /**
   * Moves to the next unlabelled image after these, wrapping around at the end; if there is none, nothing is
   * chosen.
   */
  protected goOn(given: Int32Array): void {
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
  protected async countingAnew<T>(act: () => Promise<T>): Promise<T> {
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
  protected goPast(ids: Int32Array): void {
    const rows = this.shown.get()?.rows;
    const next = (rows?.lastIndexOf(ids[ids.length - 1]) ?? -1) + 1;
    if (rows && next > 0 && next < rows.length) this.goOnTo(next);
  }

  /** Whether an image has no label and is not excluded. */
  #isOpen(id: number): boolean {
    return !this.pages?.classIds[id] && !this.pages?.excluded[id];
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
