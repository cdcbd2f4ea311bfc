import { existsSync } from 'node:fs';
import type { LabellingRun } from '../../../catalog';
import { evenPlaces } from '../../../core/numbers/evenly';
import { taughtFlagSchema } from '../../../core/stored/columns';
import { unreadable } from '../../../files/reading/unreadable';
import { SafetensorsReader } from '../../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../../files/safetensors/safetensors-writer';
import type { HeldOut, LabellingFile } from '../../../runner/labelling/labelling-file';
import type { FlagScores } from './contrasted';

const kind = 'taught-flag';

/**
 * Writes the scores of all images, and of the held-out images whose features a labelling keeps; with what came out of a comparison with the
 * labelled images, if the scores are that.
 */
export function writeFlag(
  target: string,
  scores: Float32Array,
  held: Float32Array,
  contrast?: FlagScores['contrast'],
): void {
  const shape = (name: string, { length }: Float32Array) => ({ name, type: 'F32', shape: [length] }) as const;
  const writer = new SafetensorsWriter(target, [shape('scores', scores), shape('held', held)], {
    kind,
    ...(contrast ? { contrast: JSON.stringify(contrast) } : {}),
  });
  writer.append('scores', scores);
  writer.append('held', held);
  writer.commit();
}

/**
 * Path of the scores of a taught flag, beside the labelling's file. Number 0 has those of a comparison with the pool, to which later teaching
 * is added.
 */
export const flagPath = (file: string, number: number) =>
  file.replace(/\.safetensors$/, `.flag-${number}.safetensors`);

type FlaggedBy = Pick<LabellingRun, 'oodScore' | 'flag'>;

/** The score by which images are flagged, `[rows]`: the one that decisions taught, or the labelling's own; null if it has none. */
export function flagScores({ oodScore, flag }: FlaggedBy, file: LabellingFile): Float32Array | null {
  if (oodScore === null) return null;
  return flag > 0 ? readTaught(file, flag, 'scores') : file.score(oodScore);
}

/** Held-out images with the score by which images are flagged; NaN for images whose score is not known. */
export function withFlagScores({ oodScore, flag }: FlaggedBy, file: LabellingFile, held: HeldOut): HeldOut {
  if (flag === 0) return held;
  const scores = atTheirPlaces(readTaught(file, flag, 'held'), held);
  return { ...held, score: (name) => (name === oodScore ? scores : held.score(name)) };
}

/** The scores that a comparison with the labelled images gave this labelling; null if there was none, or if it was not used. */
export function contrastedScores(file: LabellingFile): FlagScores | null {
  const path = flagPath(file.path, 0);
  if (!existsSync(path)) return null;
  const { heldOut } = file;
  return SafetensorsReader.with(path, (reader) => {
    const held = reader.read('held') as Float32Array;
    return {
      scores: reader.read('scores') as Float32Array,
      held: heldOut && held.length > 0 ? atTheirPlaces(held, heldOut) : null,
      contrast: taughtFlagSchema.shape.contrast.parse(JSON.parse(reader.metadata.contrast)) ?? null,
    };
  });
}

/** Scores of the held-out images whose features a labelling keeps, as scores of all; NaN for the others. */
function atTheirPlaces(known: Float32Array, { ids }: HeldOut): Float32Array {
  const scores = new Float32Array(ids.length).fill(Number.NaN);
  evenPlaces(scores.length, known.length).forEach((place, at) => {
    scores[place] = known[at];
  });
  return scores;
}

function readTaught(file: LabellingFile, number: number, column: 'scores' | 'held'): Float32Array {
  return SafetensorsReader.with(flagPath(file.path, number), (reader) => {
    if (reader.metadata.kind !== kind) throw unreadable('other-kind', {});
    return reader.read(column) as Float32Array;
  });
}
