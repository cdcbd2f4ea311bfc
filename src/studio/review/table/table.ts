import type { DecisionColumns, ImageClass, LabellingRun } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { orderByValue, turnedOrder } from '../../../core/numbers/value-order';
import type { OodScoreName } from '../../../core/ood';
import type { SelectionSettings } from '../../../core/recipe';
import {
  type AnnotationInput,
  disagreementOf,
  flagsOf,
  type ReviewColumnSet,
  type ReviewOrder,
} from '../../../core/review';
import {
  chosenSettings,
  classThresholdsAt,
  limitsOf,
  type ReviewColumns,
  recipeChoice,
  type Selection,
  type SelectionChoice,
  select,
  type Tally,
  tally,
} from '../../../core/selection';
import type { MeasuredIssue } from '../../../core/vocabulary/image-issues';
import type { PictureOrder } from '../../../core/vocabulary/marks';
import type { LabellingColumns } from '../../labelling/file/labelling';
import { undecided, writeDecisions } from '../../labelling/rows/decided';
import { RowIndex } from '../../labelling/rows/row-index';
import { limitsFoundFor } from '../../labelling/rule/rule';
import { positionsIn } from '../../project/images/image-sets';

export interface TableInput {
  readonly labelling: LabellingRun;
  readonly columns: LabellingColumns;
  /** Classes by position. */
  readonly classes: readonly ImageClass[];
  readonly settings: SelectionSettings;
  readonly choice: SelectionChoice;
  readonly seed: number;
  readonly decisions: DecisionColumns;
  /** Finds the rows that have left the pool; see `goneFrom`. */
  readonly gone: (index: RowIndex, rows: number) => Uint8Array;
  /** The columns of the previous iteration's labelling; null if there is none, or it cannot be read. */
  readonly earlier: LabellingColumns | null;
  /** The previous iteration's labelling in the catalog. */
  readonly before: LabellingRun | null;
}

type KeptOrder = Exclude<ReviewOrder, PictureOrder | MeasuredIssue | 'row' | 'similar' | 'change'>;

/** Everything that is derived from decisions and choice. */
interface Standing {
  readonly selection: Selection;
  readonly columns: ReviewColumnSet;
}

/**
 * One labelling in memory, with an array for each column and an element for each image: queries over a million images are answered from
 * here. Values derived from decisions and choice are computed on first use after a change.
 */
export class ReviewTable {
  readonly labelling: LabellingRun;
  readonly columns: LabellingColumns;
  readonly classes: readonly ImageClass[];
  /** Class positions by class id. */
  readonly positions: ReadonlyMap<number, number>;
  readonly index: RowIndex;
  readonly recipeChoice: SelectionChoice;
  /** The labelling of the previous iteration, if it can be read. */
  readonly before: LabellingRun | null;
  /** The teacher's classes as positions, `[rows]`. */
  readonly predicted: Int32Array;
  readonly decided: ReviewColumns;
  readonly #settings: SelectionSettings;
  readonly #seed: number;
  readonly #earlier: AnnotationInput['earlier'];
  readonly #orders = new Map<string, Int32Array>();
  #choice: SelectionChoice;
  readonly #findGone: TableInput['gone'];
  #gone: Uint8Array | null = null;
  #standing: Standing | null = null;

  constructor(input: TableInput) {
    this.labelling = input.labelling;
    this.columns = input.columns;
    this.classes = input.classes;
    this.positions = positionsIn(input.classes);
    this.index = new RowIndex(input.columns.imageIds);
    this.#settings = input.settings;
    this.#seed = input.seed;
    this.#choice = input.choice;
    this.recipeChoice = recipeChoice(input.settings, limitsFoundFor(input.labelling));
    this.predicted = this.#asPositions(input.columns.classIds);
    this.#findGone = input.gone;
    this.#earlier = input.earlier && this.#byRow(input.earlier);
    this.before = input.earlier && input.before;
    this.decided = undecided(this.rows);
    this.take(input.decisions);
  }

  get rows(): number {
    return this.columns.imageIds.length;
  }

  get choice(): SelectionChoice {
    return this.#choice;
  }

  set choice(choice: SelectionChoice) {
    this.#choice = choice;
    this.#standing = null;
  }

  /** The share of right labels that the recipe asks for in each class; null if it asks for none. */
  get classPrecision(): number | null {
    return this.#settings.classPrecision;
  }

  get score(): OodScoreName | null {
    return limitsFoundFor(this.labelling).oodScore as OodScoreName | null;
  }

  /** Throws `unknown-row`. */
  checkRow(row: number): void {
    if (row >= 0 && row < this.rows) return;
    throw studioError('unknown-row', { row, rows: this.rows });
  }

  /** The class that an image is used for: a person's if there is one. */
  classIdOf(row: number): number {
    const position = this.decided.classIndex[row];
    return this.classes[position < 0 ? this.predicted[row] : position].id;
  }

  /** Takes in the decisions that now hold for some images. */
  take(decisions: DecisionColumns): void {
    writeDecisions(this.decided, decisions, this.index, this.positions);
    this.#standing = null;
    this.#orders.delete('disagreement');
    this.#orders.delete('-disagreement');
  }

  /** Called when images were labelled, moved, excluded or brought back: which rows are still in the pool is determined again. */
  outdateImages(): void {
    this.#gone = null;
    this.#standing = null;
  }

  /** 1 for rows whose image has left the pool: no model is trained on them, whatever was decided. */
  get gone(): Uint8Array {
    this.#gone ??= this.#findGone(this.index, this.rows);
    return this.#gone;
  }

  /** The present selection. */
  get selection(): Selection {
    return this.#stand().selection;
  }

  /** The present columns, as the filter reads them. */
  get current(): ReviewColumnSet {
    return this.#stand().columns;
  }

  /** The selection under another choice. */
  select(choice: SelectionChoice): Selection {
    return select({ ...this.#selectionInput(choice), order: this.order('confidence', true) });
  }

  /** The counts under another choice: fast enough to follow a dragged handle. */
  tally(choice: SelectionChoice): Tally {
    return tally(this.#selectionInput(choice));
  }

  #selectionInput(choice: SelectionChoice) {
    const { selection, oodLimit, classThresholds } = chosenSettings(
      this.#settings,
      choice,
      limitsFoundFor(this.labelling),
    );
    return {
      predictedClass: this.predicted,
      confidence: this.columns.confidence,
      oodScore: this.columns.oodScore,
      oodLimit,
      classThresholds: classThresholdsAt(classThresholds, this.positions, this.classes.length),
      reviews: this.decided,
      gone: this.gone,
      classes: this.classes.length,
      merged: this.classes.filter(({ mergedInto }) => mergedInto !== null).length,
      selection,
      seed: this.#seed,
    };
  }

  /** All rows in an order; each order is sorted only once. */
  order(by: KeptOrder, descending: boolean): Int32Array {
    const [key, turned] = descending ? [`-${by}`, by] : [by, `-${by}`];
    const known = this.#orders.get(key);
    if (known) return known;
    const values = this.#valuesOf(by);
    const other = this.#orders.get(turned);
    const order = other ? turnedOrder(other, values) : orderByValue(values, descending);
    this.#orders.set(key, order);
    return order;
  }

  #valuesOf(by: KeptOrder): Float32Array {
    const { confidence, margin, oodScore } = this.columns;
    if (by === 'disagreement') return disagreementOf(this.#annotation(new Uint16Array(0)));
    return { confidence, margin, ood: oodScore }[by];
  }

  #stand(): Standing {
    if (this.#standing) return this.#standing;
    const selection = this.select(this.#choice);
    const limits = limitsOf(this.#selectionInput(this.#choice));
    const { confidence, oodScore, sources } = this.columns;
    const columns = {
      classIndex: selection.classIndex,
      state: selection.state,
      flags: flagsOf(this.#annotation(selection.copies), limits),
      decisions: this.decided.decisions,
      sources,
      confidence,
      oodScore,
    };
    this.#standing = { selection, columns };
    return this.#standing;
  }

  #annotation(copies: Uint16Array): AnnotationInput {
    const { confidence, oodScore } = this.columns;
    const { decisions, classIndex: decidedClass } = this.decided;
    const { predicted } = this;
    return { predicted, confidence, oodScore, copies, decisions, decidedClass, earlier: this.#earlier };
  }

  /** Another labelling's predictions for the images of this one. */
  #byRow({ imageIds, classIds, confidence }: LabellingColumns): AnnotationInput['earlier'] {
    const predicted = new Int32Array(this.rows).fill(-1);
    const sure = new Float32Array(this.rows);
    for (let i = 0; i < imageIds.length; i++) {
      const row = this.index.rowOf(imageIds[i]);
      if (row < 0) continue;
      predicted[row] = this.positions.get(classIds[i]) ?? -1;
      sure[row] = confidence[i];
    }
    return { predicted, confidence: sure };
  }

  #asPositions(classIds: Int32Array): Int32Array {
    const largest = this.classes.reduce((most, { id }) => Math.max(most, id), 0);
    const lookup = new Int32Array(largest + 1);
    for (const [id, position] of this.positions) lookup[id] = position;
    return classIds.map((id) => lookup[id]);
  }
}
