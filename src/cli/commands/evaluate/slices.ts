import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Part } from '../../../core/vocabulary/test-sets';
import { checkWritable } from '../../../files/durable/writable';
import { writeWhole } from '../../../files/durable/write-whole';
import { measuredOn } from '../../../studio/method/measuring/evaluate';
import { slicesOf } from '../../../studio/method/measuring/slices';
import { chosenModel } from '../../shared/chosen-model';
import type { ModelChoice } from '../../shared/options';
import { withStudio } from '../../shared/session';
import { sliceCsv, sliceData, sliceText } from '../../tables/slice-table';
import { exitCodes } from '../../terminal/exit-codes';
import { imagesIn, partData } from './sets';

export interface SliceOptions {
  readonly slices?: boolean;
  readonly csv?: string;
}

export function withSliceOptions(command: Command): Command {
  return command
    .option(
      '--slices',
      'show the slices of the images on which it is weakest, from stored predictions (docs/trust.md)',
    )
    .option('--csv <file>', 'with --slices: write a line for each slice');
}

/**
 * The accuracy on parts of the images; a model is measured only if it was not measured on these images before.
 */
export async function evaluateSlices(
  {
    set,
    split,
    csv,
    ...choice
  }: SliceOptions & ModelChoice & { readonly set?: string; readonly split: 'test' | 'validation' },
  self: Command,
): Promise<void> {
  await withStudio(self, async (context, output) => {
    const { project } = context;
    if (csv !== undefined) checkWritable(resolve(csv));
    const { run, told } = chosenModel(context, choice);
    const part: Part = set === undefined ? split : project.catalog.testSets.named(set);
    const evaluation = await measuredOn(context, run, part);
    const measured = await slicesOf(project, evaluation);
    if (csv !== undefined) await writeWhole(resolve(csv), sliceCsv(measured));
    output.result(
      { ...told, ...partData(part), ...sliceData(measured) },
      sliceText(measured, evaluation, imagesIn(part)),
    );
    return exitCodes.done;
  });
}

/** The options that apply only with `--slices`. */
export const sliceOptions = ['csv'] as const;
