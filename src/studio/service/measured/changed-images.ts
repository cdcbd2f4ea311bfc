import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Run } from '../../../catalog';
import { decodeImage } from '../../../data/decode/pixels/decode';
import type { Project } from '../../project/folder/project';
import { finishedSizeOf, recipeOf } from '../../project/runs/run-model';

/**
 * An image as a run reads it, `clean` `[imageSize, imageSize, 3] uint8`, and the hash of its file, which determines the random draws of its
 * changes.
 */
export async function cleanImage(project: Project, run: Run, imageId: number) {
  const { file, contentHash } = project.catalog.images.get(imageId);
  const imageSize = finishedSizeOf(project, run);
  const clean = await decodeImage(file, imageSize, { fit: recipeOf(run).fit });
  return { imageSize, clean, hash: new Uint8Array(Buffer.from(contentHash ?? '', 'hex')) };
}

/** Lets other work run between two changes of an image, and throws after the signal. */
export async function betweenChanges(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
}
