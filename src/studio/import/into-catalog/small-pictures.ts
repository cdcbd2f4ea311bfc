import type { Image } from '../../../catalog';
import type { SmallPicture } from '../../../core/near-copies/small-picture';
import { decodeSmall } from '../../../data/facts/small-picture';
import type { Project } from '../../project/folder/project';

/** How many small pictures are kept at most: 12 kB each, and 10 kB for their grey values. */
const most = 6_000;

/**
 * Small pictures of images by content hash, for comparing them: those that an import has just decoded, and those that were decoded for a
 * comparison.
 */
export class SmallPictures {
  readonly #kept = new Map<string, Promise<SmallPicture | null>>();

  /** Keeps a picture if there is room. */
  offer(hash: string, small: SmallPicture): void {
    if (this.#kept.size < most) this.#kept.set(hash, Promise.resolve(small));
  }

  /**
   * The small picture of an image; for a large image it is made from the thumbnail that the import made. Null if the file cannot be read
   * now.
   */
  of({ thumbnails }: Project, image: Image): Promise<SmallPicture | null> {
    const hash = image.contentHash as string;
    const known = this.#kept.get(hash);
    if (known) return known;
    // All are dropped at once: pairs of similar hashes come in no order that tells which picture is needed next.
    if (this.#kept.size >= most) this.#kept.clear();
    const made = decodeSmall(thumbnails.get(hash) ?? image.file).catch(() => null);
    this.#kept.set(hash, made);
    return made;
  }
}
