import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../core/errors';
import { type Checkpoint, readCheckpoint, type StoredTensor, writeCheckpoint } from '../files/safetensors';
import type {
  LabelledImages,
  PseudoLabelledImages,
  PseudoTargets,
  TrainInputs,
  TrainJob,
  TrainSpec,
} from './messages';

const inputsFile = 'inputs.safetensors';

/**
 * Writes down what a training learns from, images by hash, before its first step: a run can be resumed, repeated or carried to
 * another machine although the catalog has moved on.
 */
export function saveInputs(folder: string, spec: TrainSpec, inputs: TrainInputs): void {
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
  const metadata = { spec: JSON.stringify(spec), ...labellingText(inputs.pseudo?.targets) };
  writeCheckpoint(join(folder, inputsFile), { tensors, metadata });

  function putTargets(targets: PseudoTargets): void {
    if (targets.kind === 'dense') {
      put('pseudo.targets', targets.values, spec.model.classes);
      return;
    }
    put('pseudo.rows', targets.rows);
    put('pseudo.classes', targets.classIndex);
    put('pseudo.places', targets.places);
  }
}

/** The images themselves, without pseudo-labelled ones where they are those of another training. */
export function wholeInputs(inputs: NonNullable<TrainJob['fresh']>['inputs']): TrainInputs {
  if (!('labelledOf' in inputs)) return inputs;
  return { ...loadInputs(inputs.labelledOf).inputs, pseudo: null };
}

/** Throws `run-inputs-missing` for a run that was stopped before it began. */
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
  return {
    spec: JSON.parse(metadata.spec) as TrainSpec,
    inputs: { labelled: labelled('labelled') as LabelledImages, pseudo, validation: labelled('validation') },
  };
}

const labellingText = (targets: PseudoTargets | undefined): Record<string, string> =>
  targets?.kind === 'rows'
    ? { labelling: JSON.stringify(targets.labelling), temperature: JSON.stringify(targets.temperature) }
    : {};

function targetsOf(tensors: Checkpoint['tensors'], metadata: Checkpoint['metadata']): PseudoTargets {
  const values = tensors.get('pseudo.targets')?.data as Float32Array | undefined;
  if (values) return { kind: 'dense', values };
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

function readInputs(folder: string) {
  try {
    return readCheckpoint(join(folder, inputsFile));
  } catch (error) {
    throw new StudioError(
      'run-inputs-missing',
      `The run in ${folder} has no inputs to resume from; start it anew.`,
      {
        cause: error,
      },
    );
  }
}
