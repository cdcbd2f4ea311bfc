import { z } from 'zod';
import { studioError } from '../../../core/errors';
import { note } from '../../../core/words/notes';
import { isImageName } from '../../../data/decode/format/file-names';
import { labelField } from '../fields';
import type { ListContent, ListEntry } from '../format';
import { namedImage } from '../image-paths';
import { jsonParts } from '../json-parts';
import { Problems } from '../problems';

const record = z.record(z.string(), z.unknown());
const result = z.object({ type: z.string(), from_name: z.string().optional(), value: record.optional() });
const annotation = z.object({
  result: z.array(z.unknown()).optional(),
  was_cancelled: z.boolean().nullish(),
  ground_truth: z.boolean().nullish(),
});
const annotations = z.array(annotation).nullish();
const task = z.object({
  data: record,
  annotations,
  // The name before version 1.0.
  completions: annotations,
  predictions: z.array(z.unknown()).nullish(),
  meta: z.object({ label_source: z.object({ kind: z.string() }).optional() }).nullish(),
});

/** The classes that were chosen, by the names in the labelling interface (`from_name`). */
type Answers = Map<string, Set<string>>;

interface Item {
  readonly place: string;
  readonly paths: readonly string[];
  readonly split?: string;
  readonly byModel: boolean;
  readonly choices: Answers;
  readonly objects: Answers;
}

/** Keys in a short export that are not answers. */
const notAnswers = new Set([
  ...['id', 'annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time', 'split', 'subset'],
  ...['total_annotations', 'cancelled_annotations', 'predictions_score', 'inner_id', 'comments'],
]);

/** Gathers the tasks of a Label Studio list, one after another. */
export class TaskReader {
  readonly #items = new Map<string, Item>();
  readonly #problems = new Problems();
  readonly #seen = { images: 0, remote: 0, predicted: 0 };

  constructor(private readonly path: string) {}

  /** Takes a task, or the short form that JSON-MIN has of one; `at` is its place. */
  take(value: unknown, at: string): void {
    const isWhole = typeof (value as { data?: unknown } | null)?.data === 'object';
    if (isWhole) this.#takeTask(value, at);
    else this.#takeShort(value, at);
  }

  content(): ListContent {
    const { images, remote, predicted } = this.#seen;
    if (remote > 0 && remote === images) throw studioError('list-remote', { path: this.path, count: images });
    const items = [...this.#items.values()];
    const named = (of: (item: Item) => Answers) => items.flatMap((item) => [...of(item).keys()]);
    const choice = labelField(
      this.path,
      named(({ choices }) => choices),
    );
    // Boxes are only used if no class was chosen for whole images.
    const box =
      choice === null
        ? labelField(
            this.path,
            named(({ objects }) => objects),
          )
        : null;
    const notes = predicted > 0 ? [note('tasks-predicted', { tasks: predicted })] : [];
    return {
      entries: items.map(
        ({ choices, objects, ...item }): ListEntry => ({
          ...item,
          labels: [...((choice === null ? objects.get(box ?? '') : choices.get(choice)) ?? [])],
        }),
      ),
      objects: box !== null,
      problems: this.#problems.list,
      notes,
    };
  }

  #takeTask(value: unknown, at: string): void {
    const shaped = this.#problems.shaped(task, value, at);
    if (!shaped) return;
    const { data, predictions, meta } = shaped;
    const made = (shaped.annotations ?? shaped.completions ?? []).filter(
      ({ was_cancelled }) => !was_cancelled,
    );
    const item = this.#item(data, `${at}.data`, null, meta?.label_source?.kind === 'pseudo-label');
    if (!item) return;
    // If several annotators disagree, the annotation that a person marked as the truth is used.
    const truth = made.filter(({ ground_truth }) => ground_truth);
    for (const { result: results } of truth.length > 0 ? truth : made)
      for (const each of results ?? []) this.#answer(item, each, at);
    if (made.length === 0 && (predictions?.length ?? 0) > 0) this.#seen.predicted++;
  }

  #answer(item: Item, value: unknown, at: string): void {
    // Relations between regions have no name and contain no class.
    const shaped = result.safeParse(value);
    if (!shaped.success) {
      this.#problems.shaped(result, value, `${at}.annotations.result`);
      return;
    }
    const { type, from_name = type, value: given = {} } = shaped.data;
    const names = texts(given[type]);
    if (type === 'choices') add(item.choices, from_name, names);
    else if (/labels$/.test(type)) add(item.objects, from_name, names);
  }

  #takeShort(value: unknown, at: string): void {
    const shaped = this.#problems.shaped(record, value, at);
    if (!shaped) return;
    // There is an entry for each annotator of a task.
    const id = typeof shaped.id === 'number' || typeof shaped.id === 'string' ? String(shaped.id) : null;
    const item = this.#item(shaped, at, id, false);
    if (!item) return;
    const image = imageKey(shaped);
    for (const [key, given] of Object.entries(shaped)) {
      if (key === image || notAnswers.has(key)) continue;
      const answer = unfolded(given);
      if (Array.isArray(answer)) {
        for (const region of answer)
          for (const [name, labels] of Object.entries((region ?? {}) as object))
            if (/labels$/.test(name)) add(item.objects, key, texts(labels));
      } else if (typeof answer === 'object' && answer !== null)
        add(item.choices, key, texts((answer as { choices?: unknown }).choices));
      else if (typeof answer === 'string' && answer !== '') add(item.choices, key, [answer]);
    }
  }

  /** The item of an image, which another entry of the same task may have begun; null, with a problem, if it names no file. */
  #item(data: Record<string, unknown>, at: string, id: string | null, byModel: boolean): Item | null {
    const key = imageKey(data);
    const raw = key === null ? null : data[key];
    if (key === null || typeof raw !== 'string') {
      this.#problems.add(at, note('entry-without-image', {}));
      return null;
    }
    this.#seen.images++;
    const { paths, remote } = namedImage(raw);
    if (remote !== undefined) {
      this.#seen.remote++;
      this.#problems.add(`${at}.${key}`, remote);
      return null;
    }
    const known = this.#items.get(id ?? at);
    if (known && known.paths[0] === paths[0]) return known;
    const split = data.split ?? data.subset;
    const item: Item = {
      ...{ place: at, paths, byModel, choices: new Map(), objects: new Map() },
      split: typeof split === 'string' ? split : undefined,
    };
    this.#items.set(known ? at : (id ?? at), item);
    return item;
  }
}

/** The key of a task's picture. */
function imageKey(data: Record<string, unknown>): string | null {
  const isText = (key: string) => typeof data[key] === 'string' && data[key] !== '';
  const usual = ['image', 'img', 'picture', 'photo', 'image_url', 'url', 'path', 'file'].find(isText);
  if (usual !== undefined) return usual;
  return Object.keys(data).find((key) => isText(key) && isImageName(String(data[key]).split('?')[0])) ?? null;
}

function add(answers: Answers, name: string, labels: readonly string[]): void {
  if (labels.length === 0) return;
  const known = answers.get(name) ?? new Set();
  for (const label of labels) known.add(label);
  answers.set(name, known);
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/** A cell of a CSV contains JSON if an answer is more than one word. */
function unfolded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

type Take = (item: unknown, at: string) => void;

export function jsonItems(path: string, take: Take): void {
  jsonParts(path, ({ member, key, value }) => {
    if (member === null && typeof key === 'number') take(value, `[${key}]`);
  });
}
