import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { LabellingRun, PseudoLabelColumns } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { decodeFloat16 } from '../../../core/numbers/float16';
import type { EarlierLabelling as EarlierLabellingFiles } from '../../../core/stored/columns';
import { readRange } from '../../../files/reading/read-range';
import { type LabellingPlan, LabellingWriter } from '../../../runner/labelling/labelling-file';
import type { Project } from '../../project/folder/project';
import { runFolder } from '../../project/images/image-sets';

/** The scores of labellings from before scores had names. */
const firstScores = ['mahalanobis', 'energy', 'maxprob', 'entropy'];
/** Rows written at a time. */
const piece = 4096;

/**
 * Writes the one file of a labelling that an earlier version kept in rows of the catalog and files of raw numbers, and removes these once
 * the file is complete. Returns the file's path in the project. Throws `labelling-unreadable` if they are gone, and errors such as
 * `disk-full`; then everything is left as it was.
 */
export function convertLabelling(project: Project, labelling: LabellingRun): string {
  const said = project.catalog.pseudoLabels.columns(labelling.id);
  const file = join(runFolder(project, labelling.runId), `labelling-${labelling.id}.safetensors`);
  const earlier = new EarlierLabelling(project, labelling, said);
  const writer = new LabellingWriter(file, earlier.plan);
  try {
    for (let first = 0; first < earlier.plan.rows; first += piece)
      writer.append(earlier.rows(first, Math.min(piece, earlier.plan.rows - first)));
  } catch (error) {
    writer.discard();
    throw error;
  }
  const hash = writer.commit();
  const place = relative(project.folder, file);
  project.catalog.labellingRuns.becomeFile(labelling.id, place, hash);
  for (const each of earlier.files) rmSync(each, { force: true });
  return place;
}

class EarlierLabelling {
  readonly plan: LabellingPlan;
  readonly files: string[];
  readonly #soft: string;
  readonly #features: string;
  readonly #scores: ReadonlyMap<string, Float32Array>;
  readonly #sources: Int32Array;
  readonly #outputs: ReadonlyMap<number, readonly number[]>;

  constructor(
    project: Project,
    labelling: LabellingRun,
    private readonly said: PseudoLabelColumns,
  ) {
    const metrics: EarlierLabellingFiles = labelling.metrics ?? {};
    const path = (name: string | null | undefined) => (name ? join(project.folder, name) : '');
    this.#soft = path(labelling.softLabels);
    this.#features = path(metrics.features);
    const rows = said.imageIds.length;
    this.#scores = scoresOf(path(metrics.scores), metrics.scoreNames ?? firstScores, labelling, said);
    this.#sources = project.catalog.images.sourcesOf(said.imageIds);
    this.#outputs = outputsOf(project, labelling.classIds);
    const labelled = labelledOf(path(metrics.labelledImages), path(metrics.labelledFeatures));
    this.files = [this.#soft, this.#features, path(metrics.scores), path(metrics.labelledImages)]
      .concat(path(metrics.labelledFeatures), this.#soft.replace(/soft-labels\.f16$/, 'columns'))
      .filter((each) => each !== '' && existsSync(each));
    if (bytesOf(this.#soft) !== rows * labelling.classIds.length * 2)
      throw studioError('labelling-unreadable', {
        path: this.#soft,
        reason: { en: 'it is missing or cut short', ko: '파일이 없거나 중간에서 끊김' },
      });
    this.plan = {
      rows,
      classIds: labelling.classIds,
      features: widthOf(bytesOf(this.#features), rows),
      scores: [...this.#scores.keys()],
      limits: metrics.limits ?? {},
      labelled,
    };
  }

  rows(first: number, count: number) {
    const part = <T extends Int32Array | Float32Array>(all: T) => all.subarray(first, first + count) as T;
    const probabilities = float16(this.#soft, first, count, this.plan.classIds.length);
    return {
      ids: part(this.said.imageIds),
      sources: part(this.#sources),
      predictedClass: part(this.said.classIds).map((id, row) => this.#outputOf(id, row, probabilities)),
      confidence: part(this.said.confidence),
      margin: part(this.said.margin),
      probabilities,
      features: float16(this.#features, first, count, this.plan.features),
      scores: Object.fromEntries([...this.#scores].map(([name, values]) => [name, part(values)])),
    };
  }

  /** The output that predicted a class: the most probable one if several outputs have been merged into the class. */
  #outputOf(classId: number, row: number, probabilities: Float32Array): number {
    const outputs = this.#outputs.get(classId);
    if (!outputs)
      throw studioError('labelling-unreadable', {
        path: this.#soft,
        reason: {
          en: `it names the class ${classId}, which the model does not have`,
          ko: `모델에 없는 ${classId}번 클래스가 적혀 있음`,
        },
      });
    const from = row * this.plan.classIds.length;
    return outputs.reduce((best, output) =>
      probabilities[from + output] > probabilities[from + best] ? output : best,
    );
  }
}

/** Outputs of a model by today's class. */
function outputsOf({ catalog }: Project, classIds: readonly number[]): Map<number, number[]> {
  const current = new Map(catalog.classes.list().map(({ id, mergedInto }) => [id, mergedInto ?? id]));
  const outputs = new Map<number, number[]>();
  for (const [output, id] of classIds.entries())
    outputs.set(current.get(id) ?? id, [...(outputs.get(current.get(id) ?? id) ?? []), output]);
  return outputs;
}

/** All scores of a labelling; if their file is gone, the one that the catalog holds. */
function scoresOf(
  file: string,
  names: readonly string[],
  { oodScore }: LabellingRun,
  said: PseudoLabelColumns,
): Map<string, Float32Array> {
  const rows = said.imageIds.length;
  if (bytesOf(file) === names.length * rows * 4) {
    const all = new Float32Array(readRange(file, 0, names.length * rows * 4).buffer);
    return new Map(names.map((name, i) => [name, all.subarray(i * rows, (i + 1) * rows)]));
  }
  return new Map(oodScore === null ? [] : [[oodScore, said.oodScore]]);
}

function labelledOf(images: string, features: string): LabellingPlan['labelled'] {
  const count = bytesOf(images) / 4;
  const width = widthOf(bytesOf(features), count);
  if (width === 0) return null;
  const ids = new Int32Array(new Uint8Array(readFileSync(images)).buffer);
  const inPieces = function* () {
    for (let first = 0; first < count; first += piece)
      yield float16(features, first, Math.min(piece, count - first), width);
  };
  return { ids, width, features: inPieces() };
}

function float16(file: string, first: number, rows: number, width: number): Float32Array {
  if (width === 0) return new Float32Array();
  return decodeFloat16(new Uint16Array(readRange(file, first * width * 2, rows * width * 2).buffer));
}

/** Numbers per row of a float16 file of this many bytes; 0 if there is no such file, or it does not hold whole rows. */
function widthOf(bytes: number, rows: number): number {
  const width = rows > 0 ? bytes / 2 / rows : 0;
  return Number.isInteger(width) ? width : 0;
}

function bytesOf(file: string): number {
  return file === '' ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
}
