import { existsSync } from 'node:fs';
import { studioError } from '../../core/errors';
import { suspiciousLabels } from '../../core/metrics';
import { groupsByNames } from '../../core/near-copies/groups';
import type { SuspiciousLabel } from '../../core/vocabulary/labels';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';
import type { StudioContext } from '../project/context/context';
import { stageEvent } from '../project/context/stage-event';
import { type Project, placesOf } from '../project/folder/project';
import { positionsOf } from '../project/images/image-sets';
import { prepareLikeness } from './prepare';
import { rowsIn, spaceOf } from './spaces';

/** For all labelled images, what classifiers that never saw an image predict for it, compared with its label. */
export interface LabelCheck {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Number of images that were judged. */
  readonly images: number;
  /** Number of images that could not be judged: the only ones of their class, or unreadable. */
  readonly unjudged: number;
  /** The share of the judged images whose prediction equals their label. */
  readonly agreeing: number;
  /** The most probable mistakes come first. */
  readonly labels: readonly SuspiciousLabel[];
}

/** With fewer labelled images than this, folds say nothing. */
const leastImages = 20;
const seed = 1;
const fileOf = ({ folder }: Project) => placesOf(folder).labelCheck;

/**
 * Judges every labelled image by a linear classifier on pretrained features that was fitted on other images, with near duplicates and
 * groups kept together, and stores the result in the project. No model of the project takes part, because one that has learnt wrong labels
 * agrees with them. Throws `few-labels-to-check`, `opened-read-only`, `weights-fetch` and what the engine throws.
 */
export async function checkLabels(context: StudioContext): Promise<LabelCheck> {
  const { project, engine, signal, tell } = context;
  project.refuseReadOnly();
  const before = labelledImages(project);
  if (before.ids.length < leastImages || new Set(before.classIds).size < 2)
    throw studioError('few-labels-to-check', { images: before.ids.length, least: leastImages });
  await prepareLikeness(context, { basis: 'network', clusters: false });
  const space = await spaceOf(project, 'network');
  const { ids, classIds, hashes } = labelledImages(project);
  const rows = rowsIn(space, { ids, hashes });
  const seen = Int32Array.from(rows.keys()).filter((at) => rows[at] >= 0);
  const positions = positionsOf(project);
  const width = space.cache.looks.length / space.cache.count;
  const looks = new Int8Array(seen.length * width);
  seen.forEach((at, i) => {
    looks.set(space.cache.looks.subarray(rows[at] * width, (rows[at] + 1) * width), i * width);
  });
  tell(stageEvent('evaluate', 'checkLabels', { images: seen.length }));
  const said = await engine.run(
    {
      ...{ kind: 'cross-predict', looks, width, seed, classes: positions.size },
      labels: seen.map((at) => positions.get(classIds[at]) as number),
      groups: groupsOf(
        project,
        seen.map((at) => ids[at]),
      ),
    },
    { signal, onProgress: (progress) => tell({ type: 'progress', stage: 'evaluate', progress }) },
  );
  const classAt = project.catalog.classes.list().map(({ id }) => id);
  write(fileOf(project), {
    createdAt: Date.now(),
    ids: seen.map((at) => ids[at]),
    labelled: seen.map((at) => classIds[at]),
    predicted: said.predicted.map((position) => (position < 0 ? 0 : classAt[position])),
    confidence: said.confidence,
    labelProbability: said.labelProbability,
    unreadable: rows.length - seen.length,
  });
  return lastLabelCheck(project) as LabelCheck;
}

/**
 * The result of the last check, with classes as they are now; null if there was none, or if its file is damaged: a new check takes only
 * seconds.
 */
export function lastLabelCheck(project: Project): LabelCheck | null {
  const kept = read(fileOf(project));
  if (!kept) return null;
  const { createdAt, ids, labelled, predicted, confidence, labelProbability, unreadable } = kept;
  const positions = positionsOf(project);
  const position = (classId: number) => positions.get(classId) ?? -1;
  const judged = {
    labels: labelled.map(position),
    predicted: predicted.map(position),
    ...{ confidence, labelProbability },
  };
  const images = predicted.reduce((sum, classId) => sum + Number(classId > 0), 0);
  const agreeing = judged.labels.reduce((sum, label, i) => sum + Number(label === judged.predicted[i]), 0);
  const rows = suspiciousLabels(judged, positions.size);
  const found = new Map(
    project.catalog.images.byIds(rows.map((row) => ids[row])).map((each) => [each.id, each]),
  );
  return {
    ...{ createdAt, images, unjudged: predicted.length - images + unreadable },
    agreeing: images > 0 ? agreeing / images : 0,
    labels: rows.flatMap((row): SuspiciousLabel[] => {
      const split = found.get(ids[row])?.split;
      if (!split) return [];
      return [
        {
          ...{ imageId: ids[row], split, labelId: labelled[row], classId: predicted[row] },
          ...{ confidence: confidence[row], labelProbability: labelProbability[row] },
        },
      ];
    }),
  };
}

function labelledImages({ catalog }: Project) {
  const pieces = [...catalog.labelViews.hashed({ view: 'labelled' })];
  return {
    ids: Int32Array.from(pieces.flatMap(({ ids }) => [...ids])),
    classIds: Int32Array.from(pieces.flatMap(({ classIds }) => [...classIds])),
    hashes: Buffer.concat(pieces.map(({ hashes }) => hashes)),
  };
}

/** The number of each image's group: near duplicates, and groups from lists. */
export function groupsOf({ catalog }: Project, ids: Int32Array): Int32Array {
  const named = new Map(
    (['labelled-train', 'validation', 'test'] as const).flatMap((split) =>
      catalog.splits.grouped(split).map(({ id, groups }) => [id, groups] as const),
    ),
  );
  return groupsByNames(Array.from(ids, (id) => named.get(id) ?? []));
}

interface Kept {
  readonly createdAt: number;
  readonly ids: Int32Array;
  /** Classes by id; 0 means no prediction. */
  readonly labelled: Int32Array;
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
  readonly labelProbability: Float32Array;
  /** Number of labelled images that could not be read. */
  readonly unreadable: number;
}

const whole = ['ids', 'labelled', 'predicted'] as const;
const real = ['confidence', 'labelProbability'] as const;

function write(file: string, kept: Kept): void {
  const shape = [kept.ids.length];
  const writer = new SafetensorsWriter(
    file,
    [
      ...whole.map((name) => ({ name, shape, type: 'I32' as const })),
      ...real.map((name) => ({ name, shape, type: 'F32' as const })),
    ],
    { createdAt: String(kept.createdAt), unreadable: String(kept.unreadable) },
  );
  try {
    for (const name of [...whole, ...real]) writer.append(name, kept[name]);
  } catch (error) {
    writer.discard();
    throw error;
  }
  writer.commit();
}

function read(file: string): Kept | null {
  if (!existsSync(file)) return null;
  try {
    return SafetensorsReader.with(file, columnsOf);
  } catch {
    return null;
  }
}

function columnsOf(reader: SafetensorsReader): Kept {
  const { createdAt, unreadable } = reader.metadata;
  return {
    ...{ createdAt: Number(createdAt), unreadable: Number(unreadable) },
    ids: reader.read('ids') as Int32Array,
    labelled: reader.read('labelled') as Int32Array,
    predicted: reader.read('predicted') as Int32Array,
    confidence: reader.read('confidence') as Float32Array,
    labelProbability: reader.read('labelProbability') as Float32Array,
  };
}
