import type { ModelFormat } from '../../core/export/formats';
import type { WriteModel } from './model';
import { writeOnnx } from './onnx/onnx';
import { writePythonFolder } from './python-folder';
import { writeSavedModel } from './saved-model';
import { writeTfjs } from './tfjs';
import { writeTimm } from './timm';

/** The writer of each format. */
export const modelWriters: Readonly<Record<ModelFormat, WriteModel>> = {
  folder: writePythonFolder,
  onnx: writeOnnx,
  savedmodel: writeSavedModel,
  timm: writeTimm,
  tfjs: writeTfjs,
};
