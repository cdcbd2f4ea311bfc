import type { LabelTiles } from '../../../../contract';
import { MarkedPages } from '../../../gallery/marks/marked-pages';
import type { PageSource } from '../../../gallery/session/page-store';

/** The data of each image to label; rows are image ids. */
export class LabelPages extends MarkedPages<LabelTiles> {
  /** Class ids; 0 for no label. */
  readonly classIds: Int32Array;
  readonly heldOut: Uint8Array;
  /** 1 for an image that a person excluded. */
  readonly excluded: Uint8Array;
  /** The newest model's prediction; 0 for an image that it has not seen. */
  readonly guesses: Int32Array;
  readonly confidence: Float32Array;

  /** `largest` is the largest existing id. */
  constructor(largest: number, source: PageSource<LabelTiles>) {
    super(largest + 1, source);
    this.classIds = new Int32Array(largest + 1);
    this.heldOut = new Uint8Array(largest + 1);
    this.excluded = new Uint8Array(largest + 1);
    this.guesses = new Int32Array(largest + 1);
    this.confidence = new Float32Array(largest + 1);
  }

  /** Shows a new label at once, before the studio has answered. */
  expectLabel(ids: Int32Array, classId: number | null): void {
    this.expect(ids, (id) => {
      this.classIds[id] = classId ?? 0;
    });
  }

  /** Shows at once that images are excluded, or are used again. */
  expectExcluded(ids: Int32Array, excluded: boolean): void {
    this.expect(ids, (id) => {
      this.excluded[id] = Number(excluded);
    });
  }

  /** Shows new labels at once, a class for each image. */
  expectLabels(ids: Int32Array, classIds: Int32Array): void {
    const shown = ids.filter((id) => id < this.classIds.length);
    let at = 0;
    this.expect(shown, (id) => {
      while (ids[at] !== id) at++;
      this.classIds[id] = classIds[at];
    });
  }

  protected same(id: number, tiles: LabelTiles, i: number): boolean {
    return (
      this.classIds[id] === tiles.classIds[i] &&
      this.heldOut[id] === tiles.heldOut[i] &&
      this.excluded[id] === tiles.excluded[i] &&
      this.guesses[id] === tiles.guesses[i] &&
      this.confidence[id] === tiles.confidence[i] &&
      this.marks[id] === tiles.marks[i]
    );
  }

  protected store(id: number, tiles: LabelTiles, i: number): void {
    this.classIds[id] = tiles.classIds[i];
    this.heldOut[id] = tiles.heldOut[i];
    this.excluded[id] = tiles.excluded[i];
    this.guesses[id] = tiles.guesses[i];
    this.confidence[id] = tiles.confidence[i];
    this.marks[id] = tiles.marks[i];
  }
}
