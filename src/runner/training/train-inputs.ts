import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { studioError } from '../../core/errors';
import {
  type Checkpoint,
  type StoredTensor,
  withCheckpoint,
  writeCheckpoint,
} from '../../files/safetensors/safetensors';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import type {
  LabelledImages,
  ProbeSpec,
  PseudoLabelledImages,
  PseudoTargets,
  TrainInputs,
  TrainJob,
  TrainSpec,
} from '../job/messages';

const inputsFile = 'inputs.safetensors';
/**
 * Distributions as versions before 0.2 stored them, read by row because there are images times classes of
 * them.
 */
const denseTargets = 'pseudo.targets';

/**
 * Stores the inputs of a training, images by hash, before its first step: a run can then be resumed, repeated
 * or moved to another machine although the catalog has changed.
 */
export function saveInputs(folder: string, spec: TrainSpec | ProbeSpec, inputs: TrainInputs): void {
  mkdirSync(folder, { recursive: true });
  const tensors = new Map<string, StoredTensor>();
  const put = (name: string, data: StoredTensor['data'], ...row: number[]) => {
    const width = row.reduce((product, n) => product * n, 1);
    tensors.set(name, { shape: [data.length / width, ...row], data });
  };
  const putLabelled = (name: string, { hashes, labels }: LabelledImages) => {
    put(`${name}.hashes`, hashes, 32);
    put(`${name}.labels`, labels);
  };
  putLabelled('labelled', inputs.labelled);
  if (inputs.validation) putLabelled('validation', inputs.validation);
  if (inputs.pseudo) {
    put('pseudo.hashes', inputs.pseudo.hashes, 32);
    put('pseudo.copies', inputs.pseudo.copies);
    putTargets(inputs.pseudo.targets);
  }
  if (inputs.unlabelled) put('unlabelled.hashes', inputs.unlabelled.hashes, 32);
  const metadata = { spec: JSON.stringify(spec), ...labellingText(inputs.pseudo?.targets) };
  writeCheckpoint(join(folder, inputsFile), { tensors, metadata });

  function putTargets(targets: PseudoTargets): void {
    if (targets.kind === 'dense') throw new Error('No training begins with targets that are written down.');
    put('pseudo.rows', targets.rows);
    put('pseudo.classes', targets.classIndex);
    put('pseudo.places', targets.places);
  }
}

/** The images themselves; pool images are left out if the inputs refer to another training. */
export function wholeInputs(inputs: NonNullable<TrainJob['fresh']>['inputs']): TrainInputs {
  if (!('labelledOf' in inputs)) return inputs;
  const { labelled, validation } = loadInputs(inputs.labelledOf).inputs;
  return { labelled, validation, pseudo: null };
}

/** Throws `run-inputs-missing` for a run that was stopped before it stored them. */
export function loadInputs(folder: string): { spec: TrainSpec; inputs: TrainInputs } {
  const { tensors, metadata } = readInputs(folder);
  const labelled = (name: string): LabelledImages | null => {
    const hashes = tensors.get(`${name}.hashes`)?.data as Uint8Array | undefined;
    const labels = tensors.get(`${name}.labels`)?.data as Int32Array | undefined;
    return hashes && labels ? { hashes, labels } : null;
  };
  const hashes = tensors.get('pseudo.hashes')?.data as Uint8Array | undefined;
  const pseudo: PseudoLabelledImages | null = hashes
    ? {
        hashes,
        targets: targetsOf(tensors, metadata),
        copies: tensors.get('pseudo.copies')?.data as Int32Array,
      }
    : null;
  const unlabelled = tensors.get('unlabelled.hashes')?.data as Uint8Array | undefined;
  return {
    spec: JSON.parse(metadata.spec) as TrainSpec,
    inputs: {
      labelled: labelled('labelled') as LabelledImages,
      pseudo,
      ...(unlabelled ? { unlabelled: { hashes: unlabelled } } : {}),
      validation: labelled('validation'),
    },
  };
}

const labellingText = (targets: PseudoTargets | undefined): Record<string, string> =>
  targets?.kind === 'rows'
    ? { labelling: JSON.stringify(targets.labelling), temperature: JSON.stringify(targets.temperature) }
    : {};

function targetsOf(tensors: Checkpoint['tensors'], metadata: Checkpoint['metadata']): PseudoTargets {
  if (!tensors.has('pseudo.rows')) return { kind: 'dense' };
  const numbers = (name: string) => tensors.get(name)?.data as Int32Array;
  return {
    kind: 'rows',
    labelling: JSON.parse(metadata.labelling),
    rows: numbers('pseudo.rows'),
    classIndex: numbers('pseudo.classes'),
    places: numbers('pseudo.places'),
    temperature: JSON.parse(metadata.temperature),
  };
}

/** Rows of `pseudo.targets`. */
export interface DenseTargets {
  /** `[classes]` */
  row(image: number): Float32Array;
  close(): void;
}

/** Opens the distributions that an older version stored with a run's inputs. */
export function openDenseTargets(folder: string): DenseTargets {
  const reader = SafetensorsReader.open(join(folder, inputsFile));
  return {
    row: (image) => reader.readRows(denseTargets, image, 1) as Float32Array,
    close: () => reader.close(),
  };
}

function readInputs(folder: string): Checkpoint {
  try {
    return withCheckpoint(join(folder, inputsFile), (reader) => {
      const places = [...reader.tensors.values()].filter(({ name }) => name !== denseTargets);
      if (reader.has(denseTargets)) reader.prove(denseTargets);
      return {
        tensors: new Map(places.map(({ name, shape }) => [name, { shape, data: reader.read(name) }])),
        metadata: reader.metadata,
      };
    });
  } catch (error) {
    throw studioError('run-inputs-missing', { folder }, { cause: error });
  }
}
