import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { className, classNameError } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/reason';
import { closest } from '../../../core/suggest';
import { numberForm } from '../../../core/vocabulary/name-form';
import { type Note, note } from '../../../core/words/notes';
import { namesBeside, namesOfLines } from './class-lines';
import { isText } from './listing';

const name = z.string().refine((text) => classNameError(className(text)) === null && isText(text));
const schema = z.union([z.array(name).min(1), z.record(z.string(), name)]);

/**
 * The classes that `labels.json` fixes: a list of names in class order, or names by key ("0": "trouser"; the key is what
 * folders and lists say). Without one every label is a class.
 */
export class ClassNames {
  private constructor(
    private readonly byKey: ReadonlyMap<string, string> | null,
    /** Whether a label that the list does not name is no class. */
    private readonly closed = true,
    /** The list of names that was found beside the images. */
    readonly found: string | null = null,
  ) {}

  #numbers: ReadonlyMap<string, string> | undefined;

  static readonly open = new ClassNames(null);

  /**
   * Reads the given file, or `labels.json` in the folder if there is one. A list of names that lies there otherwise only orders and
   * names: labels that it does not know are classes all the same. Throws `labels-file`, `labels-file-shape`.
   */
  static read(folder: string, given?: string): ClassNames {
    const file = given ?? join(folder, 'labels.json');
    if (given === undefined && !existsSync(file)) {
      const beside = namesBeside(folder);
      return beside ? new ClassNames(beside.names, false, beside.file) : ClassNames.open;
    }
    try {
      // Opening a named pipe would block.
      if (!statSync(file).isFile()) throw studioError('path-is-device', { path: file });
      const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
      if (file.toLowerCase().endsWith('.txt')) return new ClassNames(namesOfLines(text));
      const parsed = schema.parse(JSON.parse(text));
      const pairs = Array.isArray(parsed) ? parsed.map((name) => [name, name]) : Object.entries(parsed);
      return new ClassNames(new Map(pairs.map(([key, name]) => [className(key), className(name)])));
    } catch (error) {
      throw error instanceof z.ZodError
        ? studioError('labels-file-shape', { file }, { cause: error })
        : studioError('labels-file', { file, reason: reasonFor(error) }, { cause: error });
    }
  }

  /** Keys that are numbers, as such: what a table calls `1.0` or `01` is the key `1`. Those that are two keys at once are left out. */
  get #byNumber(): ReadonlyMap<string, string> {
    this.#numbers ??= keysByNumber(this.byKey ?? new Map());
    return this.#numbers;
  }

  /** All names, in class order. */
  get names(): string[] {
    return this.byKey && this.closed ? [...new Set(this.byKey.values())] : [];
  }

  /** The names in the order of a list that was found, and of its labels alone. */
  get order(): string[] {
    return this.byKey ? [...new Set(this.byKey.values())] : [];
  }

  /** Whether `labels.json` names it, as a class or as a key. */
  has(label: string): boolean {
    return this.byKey !== null && (this.byKey.has(label) || this.names.includes(label));
  }

  /** The class that a label means, or what is wrong with it. */
  check(label: string): { label: string; problem?: undefined } | { label: null; problem: Note } {
    const odd = classNameError(label);
    if (odd !== null) return { label: null, problem: { code: odd.code, values: odd.values } };
    if (this.byKey === null) return { label };
    const named = this.byKey.get(label) ?? (this.names.includes(label) ? label : undefined);
    const name = named ?? this.#byNumber.get(numberForm(label) ?? '');
    if (name !== undefined) return { label: name };
    if (!this.closed) return { label };
    const near = closest(label, this.names);
    const problem = near ? note('label-unknown-near', { label, near }) : note('label-unknown', { label });
    return { label: null, problem };
  }
}

function keysByNumber(byKey: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string | null>();
  for (const [key, name] of byKey) {
    const form = numberForm(key);
    if (form !== undefined) names.set(form, names.has(form) && names.get(form) !== name ? null : name);
  }
  return new Map([...names].filter((each): each is [string, string] => each[1] !== null));
}
