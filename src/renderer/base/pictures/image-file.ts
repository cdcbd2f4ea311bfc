import { complain } from '../studio/announce';
import { studio } from '../studio/connection';

/** Images per request. */
const atOnce = 1000;

/**
 * Copies the paths of images' files to the clipboard, one per line. Returns how many there were; 0 if it failed, which is then reported.
 */
export async function copyPaths(imageIds: readonly number[]): Promise<number> {
  try {
    const paths: string[] = [];
    for (let from = 0; from < imageIds.length; from += atOnce) {
      const ids = imageIds.slice(from, from + atOnce).filter((id) => id > 0);
      if (ids.length > 0) paths.push(...(await studio.data.imageFacts({ ids })).map(({ file }) => file));
    }
    await navigator.clipboard.writeText(paths.join('\n'));
    return paths.length;
  } catch (error) {
    complain(error);
    return 0;
  }
}

/** Shows an image's file in the system's file manager. */
export async function showInFolder(imageId: number): Promise<void> {
  if (imageId > 0) await studio.data.revealImage({ id: imageId }).catch(complain);
}
