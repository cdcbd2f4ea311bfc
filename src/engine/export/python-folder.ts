import { join } from 'node:path';
import { predictProgram, predictRequirements } from '../../core/export/predict-program';
import { writeWholeSync } from '../../files/durable/durable';
import { writeCard, writeLabels } from './card';
import type { WriteModel } from './model';
import { writeOnnx } from './onnx/onnx';
import { writeFolderWhole } from './whole-folder';

/**
 * Writes a folder that runs on its own: the model as ONNX, `predict.py` and its requirements, the classes, a
 * model card.
 */
export const writePythonFolder: WriteModel = (target, model) =>
  writeFolderWhole(target, (folder) => {
    writeOnnx(join(folder, 'model.onnx'), model);
    writeLabels(folder, model);
    writeWholeSync(join(folder, 'predict.py'), predictProgram(model.imageSize, model.fit));
    writeWholeSync(join(folder, 'requirements.txt'), predictRequirements);
    writeCard(folder, model, 'folder');
  });
