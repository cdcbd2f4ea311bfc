import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { studioError } from '../../core/errors';
import { parameterCount } from '../../core/network/parameters';
import { writeWholeSync } from '../../files/durable/durable';
import { writeCard } from './card';
import { frozenGraph } from './frozen-graph';
import type { WriteModel } from './model';
import { writeFolderWhole } from './whole-folder';

/** The size of weights that fits into a protocol buffer of 2 GiB beside the graph. */
const mostWeightBytes = 2 ** 31 - 2 ** 24;

/**
 * Writes a TensorFlow SavedModel folder, with the signature of `frozenGraph` as `serving_default`, and a model card. Throws
 * `export-target-exists`, `export-too-large`.
 */
export const writeSavedModel: WriteModel = (target, model) =>
  writeFolderWhole(target, (folder) => {
    if (4 * parameterCount(model.arch, model.classNames.length) > mostWeightBytes)
      throw studioError('export-too-large', { model: model.arch.name, format: 'SavedModel', gigabytes: 2 });
    const { graph, signature } = frozenGraph(model);
    writeWholeSync(join(folder, 'saved_model.pb'), graph.savedModel({ serving_default: signature }));
    mkdirSync(join(folder, 'assets.extra'));
    writeWholeSync(join(folder, 'assets.extra', 'labels.txt'), lines(model.classNames));
    writeCard(folder, model, 'savedmodel');
  });

/**
 * One line for each class; a line break in the name of an older project would shift all lines that follow.
 */
const lines = (names: readonly string[]) =>
  names.map((name) => `${name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}\n`).join('');
