import type { LabelTiles } from '../../../contract';
import { type PageSource, PageStore } from '../../gallery/page-store';

/** What is known of each image to label; rows are ids of images. */
export class LabelPages extends PageStore<LabelTiles> {
  /** 0: no label. */
  readonly classIds: Int32Array;
  readonly heldOut: Uint8Array;
  /** What the newest model says; 0 where it has not seen the image. */
  readonly guesses: Int32Array;
  readonly confidence: Float32Array;

  /** `largest` is the largest id that there is. */
  constructor(largest: number, source: PageSource<LabelTiles>) {
    super(largest + 1, source);
    this.classIds = new Int32Array(largest + 1);
    this.heldOut = new Uint8Array(largest + 1);
    this.guesses = new Int32Array(largest + 1);
    this.confidence = new Float32Array(largest + 1);
  }

  /** Shows at once what a label will bring. */
  expectLabel(ids: Int32Array, classId: number | null): void {
    this.expect(ids, (id) => {
      this.classIds[id] = classId ?? 0;
    });
  }

  /** The same, where each image gets its own. */
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
      this.guesses[id] === tiles.guesses[i] &&
      this.confidence[id] === tiles.confidence[i]
    );
  }

  protected store(id: number, tiles: LabelTiles, i: number): void {
    this.classIds[id] = tiles.classIds[i];
    this.heldOut[id] = tiles.heldOut[i];
    this.guesses[id] = tiles.guesses[i];
    this.confidence[id] = tiles.confidence[i];
  }
}
