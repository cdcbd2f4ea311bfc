import type { z } from 'zod';
import type { Issue } from '../../catalog';
import { type Note, note, noteSentence } from '../../core/words/notes';

/** Of one kind so many problems are named, the others counted: a list of a million entries may be wrong in each. */
const named = 1000;

/** What is wrong with the entries of a list. */
export class Problems {
  readonly #issues: Issue[] = [];
  readonly #counts = new Map<string, number>();

  /** At a place as a person finds it: `images[3]`, `line 12`. */
  add(place: string, what: Note): void {
    const count = (this.#counts.get(what.code) ?? 0) + 1;
    this.#counts.set(what.code, count);
    if (count <= named) this.#issues.push(issue(place, what));
  }

  /** The value as `shape` has it; undefined, and a problem that names the key, where it is another. */
  shaped<T>(shape: z.ZodType<T>, value: unknown, place: string): T | undefined {
    const { success, data, error } = shape.safeParse(value);
    if (success) return data;
    const [{ path, message }] = error.issues;
    const key = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    this.add(`${place}${key}`, note('entry-shape', { reason: lowered(message) }));
    return undefined;
  }

  get list(): Issue[] {
    const more = [...this.#counts]
      .filter(([, count]) => count > named)
      .map(([code, count]) => issue(code, note('entries-more', { count: count - named })));
    return [...this.#issues, ...more];
  }
}

/** As the catalog keeps it: the facts, and the command line's English sentence. */
function issue(place: string, { code, values }: Note): Issue {
  return { place, code, values, reason: noteSentence({ code, values }, 'cli') ?? code };
}

const lowered = (message: string) => (message.charAt(0).toLowerCase() + message.slice(1)).replace(/\.$/, '');
