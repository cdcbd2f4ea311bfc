import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { type EncoderCard, encoderArch, encoderCardSchema } from '../../core/encoder/card';
import { externalFiles, numbersIn } from '../../core/encoder/graph';
import { type GivenEncoderFacts, recogniseEncoder } from '../../core/encoder/recognise';
import { studioError } from '../../core/errors';
import { shapeReason } from '../../core/words/shape-reason';
import { BrokenMessage } from '../../files/onnx/message-reader';
import { readOnnx } from '../../files/onnx/onnx-file';
import { hashFiles } from '../../files/reading/file-hash';
import { textFile } from '../../files/reading/text-file';
import type { LookAnswer } from '../../runner/model/encoder/look';
import { tryEncoder } from './try-encoder';

/** Whether a file is ONNX, by its name or by its first bytes: the version of its format, then its producer or its graph. */
export function isOnnx(path: string): boolean {
  if (/\.onnx$/i.test(path)) return true;
  try {
    const head = new Uint8Array(16);
    const handle = openSync(path, 'r');
    const got = readSync(handle, head, 0, 16, 0);
    closeSync(handle);
    return (
      got === 16 &&
      head[0] === 8 &&
      head[1] <= 20 &&
      [0x12, 0x1a, 0x3a, 0x42].includes(head[2]) &&
      head[8] !== 0x7b
    );
  } catch {
    return false;
  }
}

export interface EncoderOptions {
  readonly name?: string;
  readonly source?: string;
  readonly given?: GivenEncoderFacts;
  readonly signal?: AbortSignal;
}

/**
 * The card of an ONNX image encoder: what its file says, what a person says, and the outcome of running it once. Throws `encoder-…` and
 * `weights-facts`.
 */
export async function encoderCard(path: string, options: EncoderOptions = {}): Promise<EncoderCard> {
  const { given = {}, name = nameOf(path), source = path, signal } = options;
  const graph = readGraph(path);
  const beside = externalFiles(graph);
  const files = filesOf(path, beside);
  const { output, input, ...facts } = recogniseEncoder(graph, given, configBeside(path));
  const use = { input, ...facts, output: { ...output, pooling: given.pooling ?? null } };
  const said = await tryEncoder({ file: path, use }, signal);
  if (said.kind !== 'runs') throw refusal(said, output.name);
  const { features, pooling, batch, memory } = said;
  const parsed = encoderCardSchema.safeParse(
    {
      ...facts,
      name,
      arch: encoderArch,
      input: { ...input, batch },
      output: { ...output, pooling },
      features,
      memory,
      parameters: numbersIn(graph),
      bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
      files: beside,
      source,
      sha256: await hashFiles(files, signal),
    } satisfies EncoderCard,
    { reportInput: true },
  );
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  throw studioError('weights-facts', { fact: wrong.path.join('.'), problem: shapeReason(wrong) });
}

/** "dinov2-small" for dinov2-small.onnx, and for dinov2-small/model.onnx. */
function nameOf(path: string): string {
  const own = basename(path).replace(/\.onnx$/i, '');
  const name = own === 'model' ? basename(dirname(path)) : own;
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 100) || 'encoder'
  );
}

function readGraph(path: string) {
  try {
    return readOnnx(path);
  } catch (error) {
    if (!(error instanceof BrokenMessage)) throw error;
    throw studioError('encoder-unreadable', { path, reason: error.message }, { cause: error });
  }
}

/** The model and the files beside it that hold its weights. Throws `encoder-external-outside`, `encoder-external-missing`. */
export function filesOf(path: string, beside: readonly string[]): string[] {
  for (const file of beside)
    if (isAbsolute(file) || normalize(file).startsWith('..') || file.includes('\\'))
      throw studioError('encoder-external-outside', { file });
  const missing = beside.filter((file) => !existsSync(join(dirname(path), file)));
  if (missing.length > 0) throw studioError('encoder-external-missing', { files: missing.join(', ') });
  return [path, ...beside.map((file) => join(dirname(path), file))];
}

/** The configuration that model hubs put beside a model, if it is small and JSON. */
function configBeside(path: string): unknown {
  for (const name of ['preprocessor_config.json', 'config.json']) {
    const file = join(dirname(path), name);
    try {
      if (statSync(file).size < 2 ** 20) return JSON.parse(textFile(file));
    } catch {
      // The next file may exist.
    }
  }
  return null;
}

/** onnxruntime's message for an operator that it does not support. */
const unknownOperator =
  /No Op registered for (\S+)|(\S+)\(-?\d+\) is not a registered function|Could not find an implementation for (\S+)/;

function refusal(said: Exclude<LookAnswer, { kind: 'runs' }>, output: string) {
  if (said.kind === 'unsteady') return studioError('encoder-unsteady', {});
  if (said.kind === 'not-finite') return studioError('encoder-not-finite', {});
  if (said.kind === 'shape')
    return studioError('encoder-shape', { output, shape: said.shape.join(', '), images: said.images });
  const { version, reason } = said;
  const operator = unknownOperator.exec(reason)?.slice(1).find(Boolean);
  return operator
    ? studioError('encoder-operator', { version, operator })
    : studioError('encoder-refused', { version, reason });
}
