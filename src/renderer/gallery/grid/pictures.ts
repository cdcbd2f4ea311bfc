import { PictureQueue, type PictureSource } from './picture-queue';

/** Reads the lines of `studio://images`: an image id, a space, and a data URL or nothing. */
const fromStudio: PictureSource = async (imageIds, size, take, signal) => {
  const { ok, body } = await fetch(`studio://images/${imageIds.join(',')}?size=${size}`, { signal });
  if (!ok || !body) return;
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const space = line.indexOf(' ');
      take(Number(line.slice(0, space)), line.slice(space + 1) || null);
    }
  }
};

/** The one queue for the pictures of all tiles. */
export const pictures = new PictureQueue(fromStudio);
