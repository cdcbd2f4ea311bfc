import { durationText } from '../../core/words/duration';
import { type Note, noteSentence } from '../../core/words/notes';
import { percentText, withSpaces } from '../../core/words/shares';
import type { StudioEvent } from '../../studio/project/context/context';
import { terminalWidth } from './terminal-width';

export interface Output {
  /** Reports an event of a running use case. */
  event(event: StudioEvent): void;
  /** The result of the command: `data` for machines, `text` for people. */
  result(data: Record<string, unknown>, text: string): void;
  error(code: string, message: string): void;
  /** Ends a line of progress that is still open. */
  close(): void;
}

/** Between two lines of progress; some work reports every image, and a program that reads them needs no more than a person. */
const progressMs = 100;

/** Writes one JSON object on each line of stdout; every object has a `type`. */
export class JsonOutput implements Output {
  #lastProgress = Number.NEGATIVE_INFINITY;

  event(event: StudioEvent): void {
    if (event.type === 'progress' && !this.#isDue(event.progress)) return;
    write(event.type === 'note' ? { type: 'note', ...event.note, text: noteText(event.note) } : event);
  }

  result(data: Record<string, unknown>): void {
    for (const text of lineOf({ type: 'result', ...data })) process.stdout.write(withSpaces(text));
  }

  error(code: string, message: string): void {
    write({ type: 'error', code, message });
  }

  close(): void {}

  /** The first and the last line of some work are always written. */
  #isDue({ done, total }: { readonly done: number; readonly total: number }): boolean {
    const now = performance.now();
    if (done > 0 && done < total && now - this.#lastProgress < progressMs) return false;
    this.#lastProgress = now;
    return true;
  }
}

const noteText = (note: Note) => noteSentence(note, 'cli') ?? note.code;

function write(value: unknown): void {
  process.stdout.write(`${withSpaces(JSON.stringify(value))}\n`);
}

/** Entries of a list that are written at a time. */
const entriesAtOnce = 500;

/**
 * An object as a line of JSON, its lists piece by piece: with many files the whole could exceed the maximum
 * length of a string.
 */
export function* lineOf(data: Record<string, unknown>): Generator<string> {
  let opening = '{';
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) continue;
    yield `${opening}${JSON.stringify(key)}:`;
    opening = ',';
    if (!Array.isArray(value)) {
      yield JSON.stringify(value);
      continue;
    }
    yield '[';
    for (let from = 0; from < value.length; from += entriesAtOnce) {
      const entries = JSON.stringify(value.slice(from, from + entriesAtOnce)).slice(1, -1);
      yield from === 0 ? entries : `,${entries}`;
    }
    yield ']';
  }
  yield opening === '{' ? '{}\n' : '}\n';
}

/** Writes progress to stderr (a line that rewrites itself on a terminal, a new line every few seconds elsewhere) and results to stdout. */
export class TextOutput implements Output {
  #open = false;
  #lastLine = 0;
  readonly #terminal = process.stderr.isTTY === true;

  event(event: StudioEvent): void {
    if (event.type === 'stage') this.#line(`• ${event.text}`);
    else if (event.type === 'note') this.#line(`  ${noteText(event.note)}`);
    else if (event.type === 'point') this.#point(event);
    else if (event.type === 'progress') this.#progress(event);
  }

  result(_data: Record<string, unknown>, text: string): void {
    this.close();
    if (text !== '') process.stdout.write(`${harmless(text)}\n`);
  }

  error(code: string, message: string): void {
    const cancelled = code === 'cancelled';
    this.#line(cancelled ? message : `noisy-studio: ${message}`);
  }

  close(): void {
    if (this.#open) process.stderr.write('\n');
    this.#open = false;
  }

  #line(text: string): void {
    this.close();
    process.stderr.write(`${harmless(text)}\n`);
  }

  #point({ point }: Extract<StudioEvent, { type: 'point' }>): void {
    const validation =
      point.validationAccuracy === null ? '' : `, validation ${percent(point.validationAccuracy)}`;
    this.#line(
      `  step ${point.step}: loss ${point.trainLoss.toFixed(3)}, training ${percent(point.trainAccuracy)}${validation}, ${Math.round(point.imagesPerSecond).toLocaleString('en')} images/s, waited for data ${percent(point.waitShare)}`,
    );
  }

  #progress({ progress }: Extract<StudioEvent, { type: 'progress' }>): void {
    const now = performance.now();
    const every = this.#terminal ? 100 : 10_000;
    if (progress.done === 0 || now - this.#lastLine < every) return;
    this.#lastLine = now;
    const text = describe(progress);
    if (!this.#terminal) {
      this.#line(text);
      return;
    }
    process.stderr.write(`\r\x1b[2K${text}`);
    this.#open = true;
  }
}

function describe(progress: Extract<StudioEvent, { type: 'progress' }>['progress']): string {
  const { done, total, unit, imagesPerSecond, secondsLeft } = progress;
  const share = total > 0 ? done / total : 1;
  const left = secondsLeft === null ? '' : `, ${durationText(secondsLeft)} left`;
  const loss = progress.loss === undefined ? '' : `, loss ${progress.loss.toFixed(3)}`;
  const count = `${done.toLocaleString('en')} / ${total.toLocaleString('en')} ${unit}`;
  return `  ${percent(share).padStart(6)}  ${count}, ${Math.round(imagesPerSecond).toLocaleString('en')} images/s${loss}${left}`;
}

export function percent(share: number): string {
  return withSpaces(percentText(share));
}

/** The same for a share that may be unknown. */
export const percentOrDash = (share: number | null | undefined): string =>
  typeof share === 'number' && Number.isFinite(share) ? percent(share) : '–';

/** A file name may contain anything, including line breaks and terminal codes; such a name is shown as a JSON string. */
export function shown(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) return name;
  return JSON.stringify(name).replace(/[\u007f-\u009f\u2028\u2029]/g, escaped);
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Escapes the terminal codes that names in a text may contain, and replaces special spaces by ordinary ones; line breaks stay. */
const harmless = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  withSpaces(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, escaped);

/** Columns padded to the cell that is widest on a terminal; numbers are aligned to the right. */
export function table(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map(shown));
  const all = [head, ...rows];
  const widths = head.map((_, c) => Math.max(...all.map((row) => terminalWidth(row[c]))));
  const numeric = head.map((_, c) => rows.every((row) => /^[-–]?$|^[-−+\d]/.test(row[c])));
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => {
        const space = ' '.repeat(widths[c] - terminalWidth(cell));
        return numeric[c] ? space + cell : cell + space;
      })
      .join('   ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('   '), ...rows.map(line)].join('\n');
}

/** The same with notes below; those that are null are left out. */
export const tableWithNotes = (
  head: readonly string[],
  cells: readonly (readonly string[])[],
  notes: readonly (string | null)[],
): string => [table(head, cells), '', ...notes.filter((note) => note !== null)].join('\n');
