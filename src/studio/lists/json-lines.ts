import { messageOf } from '../../core/errors';
import { note } from '../../core/words/notes';
import type { ListPlace } from './list-place';
import type { Problems } from './problems';
import { textLines } from './text-chunks';

/**
 * Whether the first line of a file is an object with one of these keys, as far as the head of the file shows: a line may be longer than
 * that.
 */
export function firstLineHas(place: ListPlace, keys: readonly string[]): boolean {
  if (place.isFolder) return false;
  const [first] = place
    .head()
    .replace(/^\ufeff/, '')
    .trimStart()
    .split('\n');
  return first.startsWith('{') && keys.some((key) => first.includes(`"${key}"`));
}

/** The objects of a file with one per line, each with its place; lines that are no objects are reported in `problems`. */
export function* jsonLines(
  file: string,
  problems: Problems,
): Generator<{ readonly value: unknown; readonly at: string }> {
  for (const { line, number } of textLines(file)) {
    const at = `line ${number}`;
    try {
      yield { value: JSON.parse(line.replace(/^\ufeff/, '')), at };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.add(at, note('bad-row', { reason: messageOf(error).replace(/\.$/, '') }));
    }
  }
}
