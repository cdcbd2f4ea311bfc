import type { ReviewTiles } from '../../../../contract';
import { decisions } from '../../../../core/vocabulary/decisions';
import { MarkedPages } from '../../../gallery/marks/marked-pages';
import type { PageSource } from '../../../gallery/session/page-store';

/** How a tile will look after a decision, shown before the studio answers. */
export interface ExpectedTile {
  /** Encoded as in `ReviewTiles.decisions`. */
  readonly decision: number;
  /** Null if it cannot be predicted. */
  readonly state: number | null;
  readonly classId: number | null;
}

/** The data of each row of a labelling. */
export class ReviewPages extends MarkedPages<ReviewTiles> {
  readonly imageIds: Int32Array;
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  readonly flags: Uint8Array;
  readonly states: Uint8Array;
  readonly decisions: Uint8Array;
  readonly copies: Uint16Array;

  constructor(images: number, source: PageSource<ReviewTiles>) {
    super(images, source);
    this.imageIds = new Int32Array(images);
    this.classIds = new Int32Array(images);
    this.confidence = new Float32Array(images);
    this.flags = new Uint8Array(images);
    this.states = new Uint8Array(images);
    this.decisions = new Uint8Array(images);
    this.copies = new Uint16Array(images);
  }

  /** The teacher's confidence in the shown class; null if a person gave another class, for which there is none. */
  confidenceShown(row: number): number | null {
    return decisions[this.decisions[row] - 1] === 'relabel' ? null : this.confidence[row];
  }

  /** Shows the result of a decision at once. */
  expectDecision(rows: Int32Array, { decision, state, classId }: ExpectedTile): void {
    this.expect(rows, (row) => {
      if (!this.isKnown(row)) return;
      this.decisions[row] = decision;
      if (state !== null) this.states[row] = state;
      if (classId !== null) this.classIds[row] = classId;
    });
  }

  protected same(row: number, tiles: ReviewTiles, i: number): boolean {
    return (
      this.classIds[row] === tiles.classIds[i] &&
      this.flags[row] === tiles.flags[i] &&
      this.states[row] === tiles.states[i] &&
      this.decisions[row] === tiles.decisions[i] &&
      this.copies[row] === tiles.copies[i] &&
      this.imageIds[row] === tiles.imageIds[i] &&
      this.marks[row] === tiles.marks[i]
    );
  }

  protected store(row: number, tiles: ReviewTiles, i: number): void {
    this.imageIds[row] = tiles.imageIds[i];
    this.classIds[row] = tiles.classIds[i];
    this.confidence[row] = tiles.confidence[i];
    this.flags[row] = tiles.flags[i];
    this.states[row] = tiles.states[i];
    this.decisions[row] = tiles.decisions[i];
    this.copies[row] = tiles.copies[i];
    this.marks[row] = tiles.marks[i];
  }
}
