import { join } from 'node:path';
import { modelCard } from '../../core/export/card';
import type { FolderFormat } from '../../core/export/formats';
import { parameterCount } from '../../core/network/parameters';
import { writeWholeSync } from '../../files/durable/durable';
import type { ExportedModel } from './model';

/** Writes the README of an exported folder. */
export function writeCard(folder: string, model: ExportedModel, format: FolderFormat): void {
  const parameters = parameterCount(model.arch, model.classNames.length);
  writeWholeSync(join(folder, 'README.md'), modelCard({ ...model, parameters }, format));
}

/** Writes the classes as a JSON list, in the order of the outputs. */
export function writeLabels(folder: string, { classNames }: ExportedModel): void {
  writeWholeSync(join(folder, 'labels.json'), `${JSON.stringify(classNames, null, 2)}\n`);
}
