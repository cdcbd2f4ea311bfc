import type { LabelTiles } from '../../../contract';

/** Images in one question. */
const pageSize = 500;

export interface TileSource {
  tiles(ids: Int32Array<ArrayBuffer>): Promise<LabelTiles>;
  /** Some images can be drawn, or drawn anew. */
  changed(): void;
  failed(error: unknown): void;
}

/** What is known of each image, in flat columns by id. What is out of date is still shown until it was asked again. */
export class TileStore {
  /** 0: no label. */
  readonly classIds: Int32Array;
  readonly heldOut: Uint8Array;
  /** What the newest model says; 0 where it has not seen the image. */
  readonly guesses: Int32Array;
  readonly confidence: Float32Array;
  /** Grows with every change of an image; 0 for what is not known yet. */
  readonly versions: Uint32Array;
  readonly #readIn: Uint32Array;
  #generation = 1;
  #version = 0;
  #wanted: readonly Int32Array[] = [];
  #asking = false;

  /** `largest` is the largest id that there is. */
  constructor(
    largest: number,
    private readonly source: TileSource,
  ) {
    this.classIds = new Int32Array(largest + 1);
    this.heldOut = new Uint8Array(largest + 1);
    this.guesses = new Int32Array(largest + 1);
    this.confidence = new Float32Array(largest + 1);
    this.versions = new Uint32Array(largest + 1);
    this.#readIn = new Uint32Array(largest + 1);
  }

  /** Asks for what is not known of these images, the first ones first. Replaces what was wanted before. */
  want(ids: readonly Int32Array[]): void {
    this.#wanted = ids;
    void this.#ask();
  }

  /** Something may have changed in any image: what is in view is asked again. */
  outdate(): void {
    this.#generation++;
    void this.#ask();
  }

  /** Shows at once what a label will bring. */
  guess(ids: Int32Array, classId: number): void {
    this.#generation++;
    for (const id of ids) {
      this.classIds[id] = classId;
      if (this.versions[id] > 0) this.versions[id] = ++this.#version;
      this.#readIn[id] = this.versions[id] > 0 ? this.#generation : 0;
    }
    this.source.changed();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    for (let ids = this.#missing(); ids.length > 0; ids = this.#missing()) {
      const generation = this.#generation;
      try {
        this.#take(ids, await this.source.tiles(ids), generation);
      } catch (error) {
        // Not asked again until something else is wanted: a studio that is gone must not be asked in a circle.
        this.#wanted = [];
        this.source.failed(error);
      }
      this.source.changed();
    }
    this.#asking = false;
  }

  #missing(): Int32Array<ArrayBuffer> {
    const missing: number[] = [];
    for (const part of this.#wanted)
      for (const id of part) {
        if (this.#readIn[id] === this.#generation) continue;
        missing.push(id);
        if (missing.length === pageSize) return Int32Array.from(missing);
      }
    return Int32Array.from(missing);
  }

  /** Takes what the studio said in `generation`; what was given a label since stays. */
  #take(ids: Int32Array, tiles: LabelTiles, generation: number): void {
    for (const [i, id] of ids.entries()) {
      if (this.#readIn[id] > generation) continue;
      this.#readIn[id] = generation;
      this.classIds[id] = tiles.classIds[i];
      this.heldOut[id] = tiles.heldOut[i];
      this.guesses[id] = tiles.guesses[i];
      this.confidence[id] = tiles.confidence[i];
      this.versions[id] = ++this.#version;
    }
  }
}
