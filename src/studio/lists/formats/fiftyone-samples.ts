import { z } from 'zod';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { note } from '../../../core/words/notes';
import { labelField } from '../fields';
import type { ListContent, ListEntry } from '../format';
import { namedImage } from '../image-paths';
import { jsonParts } from '../json-parts';
import type { Problems } from '../problems';

const sample = z.looseObject({ filepath: z.string().min(1), tags: z.array(z.string()).nullish() });
const one = z.object({ label: z.string(), confidence: z.unknown().optional() });
const classification = one.extend({ _cls: z.literal('Classification') });
const several = z.discriminatedUnion('_cls', [
  z.object({ _cls: z.literal('Classifications'), classifications: z.array(one) }),
  z.object({ _cls: z.literal('Detections'), detections: z.array(one) }),
]);

interface Field {
  readonly name: string;
  readonly labels: readonly string[];
  readonly objects: boolean;
}

interface Sample {
  readonly entry: Omit<ListEntry, 'labels'>;
  readonly fields: readonly Field[];
}

/** The `samples.json` of a FiftyOneDataset. */
export class SampleReader {
  readonly #samples: Sample[] = [];
  /** Fields with predictions of a model: they have a confidence, or are named as predictions. */
  readonly #predicted = new Set<string>();

  constructor(
    private readonly file: string,
    private readonly folder: string,
    private readonly split: string | undefined,
    private readonly problems: Problems,
  ) {}

  read(): void {
    jsonParts(this.file, ({ member, key, value }) => {
      if (member === 'samples' && typeof key === 'number') this.#take(value, `samples[${key}]`);
    });
  }

  content(): ListContent {
    const names = (objects: boolean) =>
      this.#samples.flatMap(({ fields }) =>
        fields
          .filter((each) => each.objects === objects && !this.#predicted.has(each.name))
          .map(({ name }) => name),
      );
    const ofPictures = labelField(this.file, names(false));
    const chosen = ofPictures ?? labelField(this.file, names(true));
    const fields = [...this.#predicted].map((name) => `"${name}"`).join(', ');
    const notes = fields === '' ? [] : [note('fields-predicted', { fields })];
    const labelsOf = (fields: readonly Field[]) => fields.find(({ name }) => name === chosen)?.labels ?? [];
    return {
      entries: this.#samples.map(({ entry, fields }) => ({
        ...entry,
        labels: [...new Set(labelsOf(fields))],
      })),
      objects: ofPictures === null && chosen !== null,
      problems: [],
      notes,
    };
  }

  #take(value: unknown, at: string): void {
    const shaped = this.problems.shaped(sample, value, at);
    if (!shaped) return;
    const { filepath, tags, ...rest } = shaped;
    const { paths, remote } = namedImage(filepath);
    if (remote !== undefined) {
      this.problems.add(`${at}.filepath`, remote);
      return;
    }
    const said = [rest.split, ...(tags ?? [])].filter((each) => typeof each === 'string');
    const split = said.find((each) => splitOfName(each) !== undefined) ?? this.split;
    const below = this.folder === '' ? paths : paths.flatMap((path) => [`${this.folder}/${path}`, path]);
    const fields = Object.entries(rest).flatMap(([name, field]) => this.#fieldOf(name, field));
    this.#samples.push({ entry: { place: at, paths: below, split }, fields });
  }

  #fieldOf(name: string, value: unknown): Field[] {
    const single = classification.safeParse(value);
    const list = single.success ? null : several.safeParse(value);
    if (!single.success && !list?.success) return [];
    const held = single.success
      ? [single.data]
      : list?.data?._cls === 'Detections'
        ? list.data.detections
        : (list?.data?.classifications ?? []);
    const isTruth = /^(ground_?truth|gt)$/i.test(name);
    if (!isTruth && (/predict|^pred/i.test(name) || held.some(({ confidence }) => isNumber(confidence))))
      this.#predicted.add(name);
    return [{ name, labels: held.map(({ label }) => label), objects: list?.data?._cls === 'Detections' }];
  }
}

/** Also accepts the notation of MongoDB's extended JSON for numbers that JSON cannot hold. */
const isNumber = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && '$numberDouble' in value);
