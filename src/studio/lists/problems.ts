import type { z } from 'zod';
import type { Issue } from '../../catalog';
import { type Note, note, noteSentence } from '../../core/words/notes';
import { shapeReason } from '../../core/words/shape-reason';

/** At most this many problems of one kind are listed and the others counted: a list of a million entries may have one in each. */
const named = 1000;

/** Collects what is wrong with the entries of a list. */
export class Problems {
  readonly #issues: Issue[] = [];
  /** For each kind the count, and the place of the last problem that is listed. */
  readonly #kinds = new Map<string, { count: number; last: string }>();

  /** Adds a problem at a place that a person can find: `images[3]`, `line 12`. */
  add(place: string, what: Note): void {
    const kind = this.#kinds.get(what.code) ?? { count: 0, last: place };
    this.#kinds.set(what.code, kind);
    if (++kind.count > named) return;
    kind.last = place;
    this.#issues.push(issue(place, what));
  }

  /** The value if it fits `shape`; undefined, and a problem that names the key, if it does not. */
  shaped<T>(shape: z.ZodType<T>, value: unknown, place: string): T | undefined {
    const { success, data, error } = shape.safeParse(value, { reportInput: true });
    if (success) return data;
    const [wrong] = error.issues;
    const key = wrong.path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('');
    this.add(`${place}${key}`, note('entry-shape', { reason: shapeReason(wrong) }));
    return undefined;
  }

  get list(): Issue[] {
    const more = [...this.#kinds.values()]
      .filter(({ count }) => count > named)
      .map(({ count, last }) => issue(last, note('entries-more', { count: count - named })));
    return [...this.#issues, ...more];
  }
}

/** A problem in the form that the catalog keeps: code and values, and the command line's English sentence. */
function issue(place: string, { code, values }: Note): Issue {
  return { place, code, values, reason: noteSentence({ code, values }, 'cli') ?? code };
}
