import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { className, classNameError } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { numberForm } from '../../../core/vocabulary/name-form';
import { type Note, note } from '../../../core/words/notes';
import { closest } from '../../../core/words/suggest';
import {
  listedByPlace,
  type NameList,
  namesBeside,
  namesOfIndex,
  namesOfLines,
  withGuess,
} from './class-lines';
import { fitOf } from './label-numbers';
import { readListText } from './list-text';
import { isText } from './listing';

const name = z.string().refine((text) => classNameError(className(text)) === null && isText(text));
const schema = z.union([z.array(name).min(1), z.record(z.string(), name)]);
const digits = z.union([z.number().int().nonnegative(), z.string().regex(/^\s*\d+\s*$/)]);
const numbers = z.record(z.string(), digits);

/**
 * The classes that `labels.json` fixes: a list of names in class order, or names by key ("0": "trouser"; folders and lists then contain the
 * key). Without such a file every label is a class.
 */
export class ClassNames {
  private constructor(
    private readonly list: NameList | null,
    /** The name of the file that has the names. */
    private readonly file = 'labels.json',
    /** Whether a label that is not in the list is refused. */
    private readonly closed = true,
    /** Whether a number that is not in the list is refused, because others are in it. */
    private readonly closedNumbers = closed,
    private readonly fromOne = false,
  ) {}

  #numbers: ReadonlyMap<string, string> | undefined;
  /** The numbers among the labels that were looked up. */
  readonly #asked = new Set<number>();

  static readonly open = new ClassNames(null);

  /**
   * Reads the given file, or `labels.json` in the folder if there is one. If there is only another list of names in the folder, that only
   * orders and names classes: labels that it does not contain are classes as well. Throws `labels-file`, `labels-file-shape`.
   */
  static read(folder: string, given?: string): ClassNames {
    const file = given ?? join(folder, 'labels.json');
    if (given === undefined && !existsSync(file)) {
      const beside = namesBeside(folder);
      return beside ? new ClassNames(beside.list, beside.file, false) : ClassNames.open;
    }
    try {
      // Opening a named pipe would block.
      if (!statSync(file).isFile()) throw studioError('path-is-device', { path: file });
      const read = readListText(file);
      const isText = file.toLowerCase().endsWith('.txt');
      const list = isText ? namesOfLines(read.text) : (namesOfIndex(read.text) ?? namesOfJson(read.text));
      return new ClassNames(withGuess(list, read), basename(file));
    } catch (error) {
      throw error instanceof z.ZodError
        ? studioError('labels-file-shape', { file }, { cause: error })
        : studioError('labels-file', { file, reason: reasonFor(error) }, { cause: error });
    }
  }

  get #byKey(): ReadonlyMap<string, string> | null {
    return this.list?.names ?? null;
  }

  /**
   * The names for the labels that were looked up so far. If these count the classes from 1, the names do so as well. Throws
   * `class-numbers-unclear` if it cannot be told which name belongs to which number.
   */
  fitting(): ClassNames {
    const { list, file, closed } = this;
    if (list === null || this.fromOne) return this;
    const fit = fitOf(this.#asked, list);
    if (fit === 'unclear') {
      const sorted = [...this.#asked].sort((a, b) => a - b);
      throw studioError('class-numbers-unclear', {
        file,
        numbers: someOf(sorted),
        names: someOf([...list.names.keys()].filter((key) => /^\d+$/.test(key))),
      });
    }
    if (fit === 'from-one') {
      const counted = { ...listedByPlace(list.counted ?? [], 1), guessed: list.guessed };
      return new ClassNames(counted, file, closed, closed, true);
    }
    return fit === 'beyond' && !this.closedNumbers ? new ClassNames(list, file, closed, true) : this;
  }

  /** What a person should know about the names if these classes are used. */
  notes(used: ReadonlySet<string>): Note[] {
    const { list, file } = this;
    if (list === null || !this.order.some((name) => used.has(name))) return [];
    const alike = list.alike.filter((name) => used.has(name)).map((name) => `"${name}"`);
    return [
      ...(this.closed ? [] : [note('class-names-beside', { file })]),
      ...(list.guessed ? [note('class-names-encoding', { file, ...list.guessed })] : []),
      ...(list.header === undefined ? [] : [note('class-names-header', { file, line: list.header })]),
      ...(this.fromOne ? [note('class-numbers-from-one', { file, first: this.order[0] })] : []),
      ...(alike.length > 0 ? [note('class-names-equal', { file, names: someOf(alike) })] : []),
    ];
  }

  /**
   * Names by numeric key, since a table may write the key `1` as `1.0` or `01`. Numbers that stand for two keys with different names are
   * left out.
   */
  get #byNumber(): ReadonlyMap<string, string> {
    this.#numbers ??= keysByNumber(this.#byKey ?? new Map());
    return this.#numbers;
  }

  #unknown(label: string): Note {
    const near = closest(label, this.names);
    const { file } = this;
    if (file !== 'labels.json') return note('label-unnamed', { label, file });
    return near ? note('label-unknown-near', { label, near }) : note('label-unknown', { label });
  }

  /** All names that are fixed, in class order. */
  get names(): string[] {
    return this.#byKey && this.closed ? [...new Set(this.#byKey.values())] : [];
  }

  /** All names in the order of the list, also if the list fixes no classes. */
  get order(): string[] {
    return this.#byKey ? [...new Set(this.#byKey.values())] : [];
  }

  /** Whether a label is in the list, as a class or as a key. */
  has(label: string): boolean {
    return this.#byKey !== null && (this.#byKey.has(label) || this.names.includes(label));
  }

  /** The class that a label means, or what is wrong with it. */
  check(label: string): { label: string; problem?: undefined } | { label: null; problem: Note } {
    const odd = classNameError(label);
    if (odd !== null) return { label: null, problem: { code: odd.code, values: odd.values } };
    if (this.#byKey === null) return { label };
    const number = numberForm(label);
    if (number !== undefined && /^\d+$/.test(number) && this.#byKey.get(label) !== label)
      this.#asked.add(Number(number));
    const named = this.#byKey.get(label) ?? (this.names.includes(label) ? label : undefined);
    const name = named ?? this.#byNumber.get(number ?? '');
    if (name !== undefined) return { label: name };
    if (!(number === undefined ? this.closed : this.closedNumbers)) return { label };
    return { label: null, problem: this.#unknown(label) };
  }
}

/** `labels.json`: names, names by key, or numbers by name, as Keras keeps `class_indices`. */
function namesOfJson(text: string): NameList {
  const json = JSON.parse(text);
  const byName = numbers.safeParse(json);
  const keys = Object.keys(byName.data ?? {});
  const isTurned = keys.length > 0 && keys.every((key) => numberForm(key) === undefined);
  const parsed = schema.parse(isTurned ? turned(byName.data ?? {}) : json);
  const pairs = Array.isArray(parsed) ? parsed.map((name) => [name, name]) : Object.entries(parsed);
  const names = new Map(pairs.map(([key, name]) => [className(key), className(name)]));
  // A folder or list may have the names themselves.
  if (isTurned) for (const name of [...names.values()]) names.set(name, name);
  return { names, counted: null, alike: [] };
}

/** Names by number. Two names with one number are left as they are, which is no list of names. */
function turned(byName: Readonly<Record<string, number | string>>): unknown {
  const names = new Map(Object.entries(byName).map(([name, number]) => [String(number).trim(), name]));
  return names.size === Object.keys(byName).length ? Object.fromEntries(names) : null;
}

/** How many numbers or names are named. */
const mostNamed = 8;

const someOf = (all: readonly (number | string)[]) =>
  all.slice(0, mostNamed).join(', ') + (all.length > mostNamed ? ' …' : '');

function keysByNumber(byKey: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string | null>();
  for (const [key, name] of byKey) {
    const form = numberForm(key);
    if (form !== undefined) names.set(form, names.has(form) && names.get(form) !== name ? null : name);
  }
  return new Map([...names].filter((each): each is [string, string] => each[1] !== null));
}
