import { z } from 'zod';
import { labelField } from '../fields';
import type { ListContent, ListEntry, ListFormat } from '../format';
import { firstLineHas, jsonLines } from '../json-lines';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';

/**
 * Manifests of SageMaker Ground Truth (docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html): one image per line, by its address in
 * a bucket, with the result of each labelling job under the job's name, and details of the result under that name with `-metadata`.
 */
export const groundTruth: ListFormat = {
  name: 'ground-truth',
  words: {
    en: {
      title: 'SageMaker Ground Truth',
      help: 'A manifest of SageMaker Ground Truth: an image and the labels of a job in each line.',
    },
    ko: {
      title: 'SageMaker Ground Truth',
      help: 'SageMaker Ground Truth 매니페스트: 줄마다 이미지와 작업의 라벨이 있습니다.',
    },
  },
  reading: { fits: (place) => firstLineHas(place, ['source-ref']), read },
};

const line = z.looseObject({ 'source-ref': z.string().min(1) });
const metadata = z.looseObject({
  'class-name': z.string().min(1).optional(),
  'class-map': z.record(z.string(), z.string()).optional(),
  'human-annotated': z.string().optional(),
  'failure-reason': z.string().optional(),
});
const boxes = z.looseObject({ annotations: z.array(z.looseObject({ class_id: z.number() })) });

/** The result of one job for an image. */
interface Answer {
  readonly job: string;
  readonly labels: readonly string[];
  readonly objects: boolean;
  readonly byModel: boolean;
}

const suffix = '-metadata';

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const lines: { at: string; path: string; answers: readonly Answer[] }[] = [];
  for (const { value, at } of jsonLines(place.path, problems)) {
    const shaped = problems.shaped(line, value, at);
    if (shaped) lines.push({ at, path: shaped['source-ref'], answers: answersIn(shaped) });
  }
  const jobs = (objects: boolean) =>
    lines.flatMap(({ answers }) =>
      answers.filter((each) => each.objects === objects && each.labels.length > 0).map(({ job }) => job),
    );
  const ofPictures = labelField(place.path, jobs(false));
  const job = ofPictures ?? labelField(place.path, jobs(true));
  const entries = lines.map(({ at, path, answers }): ListEntry => {
    const answer = answers.find((each) => each.job === job);
    return { place: at, paths: [path], labels: answer?.labels ?? [], byModel: answer?.byModel };
  });
  return { entries, objects: ofPictures === null && job !== null, problems: problems.list, notes: [] };
}

function answersIn(all: Readonly<Record<string, unknown>>): Answer[] {
  return Object.entries(all).flatMap(([job, value]) => {
    const { success, data } = metadata.safeParse(all[job + suffix]);
    if (!success || data['failure-reason'] !== undefined) return [];
    const drawn = boxes.safeParse(value);
    const labels = drawn.success
      ? drawn.data.annotations.map(({ class_id: id }) => nameOf(id, data['class-map']))
      : named(value, data);
    const byModel = data['human-annotated'] === 'no';
    return [{ job, labels: [...new Set(labels)], objects: drawn.success, byModel }];
  });
}

/** A single class is named in the metadata; several are given by numbers, whose names are there. */
function named(value: unknown, { 'class-name': name, 'class-map': map }: z.infer<typeof metadata>): string[] {
  if (name !== undefined) return [name];
  if (map === undefined) return [];
  const numbers = Array.isArray(value) ? value : [value];
  return numbers
    .filter((id) => typeof id === 'number' || typeof id === 'string')
    .map((id) => nameOf(id, map));
}

const nameOf = (id: number | string, map: Readonly<Record<string, string>> | undefined) =>
  map?.[String(id)] ?? String(id);
