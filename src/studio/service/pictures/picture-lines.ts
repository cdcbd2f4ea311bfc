import { inParallel } from '../../project/context/in-parallel';
import type { Project } from '../../project/folder/project';
import { type PictureBytes, pictureOf } from './pictures';
import type { Predictions } from './predictions';

/** Lines that are ready within this time are sent together: a message for each would cost more than most pictures. */
const paceMs = 8;

/**
 * Pictures of many images, each in a line of its own as soon as it is ready: the image's id, a space, and the picture as a data URL, which
 * is left out if there is no picture. Yields pieces of whole lines. `size` as in `pictureOf`. An aborted signal ends it early, and no more
 * files are read.
 */
export async function* pictureLines(
  project: Project,
  imageIds: readonly number[],
  size: number,
  signal: AbortSignal,
  predictions: Predictions | null = null,
): AsyncGenerator<string> {
  let ready = '';
  let over = false;
  const made = inParallel(imageIds, async (imageId) => {
    if (signal.aborted) return;
    const picture = await pictureOf(project, imageId, size, predictions).catch(() => null);
    ready += `${imageId} ${picture ? dataUrl(picture) : ''}\n`;
  }).then(() => {
    over = true;
  });
  while (!over && !signal.aborted) {
    await Promise.race([made, new Promise((resolve) => setTimeout(resolve, paceMs))]);
    if (ready && !signal.aborted) {
      yield ready;
      ready = '';
    }
  }
}

function dataUrl({ bytes, type }: PictureBytes): string {
  return `data:${type};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`;
}
