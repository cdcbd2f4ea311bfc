import type { ArchName } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';
import { timmShapes } from '../../core/weights/recognise';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';

export type TimmTensors = Map<string, { shape: number[]; data: Float32Array }>;

/**
 * Random tensors of a model with timm's names and shapes; variances are positive, and kernels preserve the scale of what passes through
 * them.
 */
export function timmTensors(arch: ArchName, classes: number, channels = 3): TimmTensors {
  let index = 0;
  return new Map(
    [...timmShapes(arch, classes, channels)].map(([name, shape]) => {
      const random = new Random(5, index++);
      const length = shape.reduce((product, side) => product * side, 1);
      const least = name.endsWith('running_var') ? 0.5 : -0.5;
      const scale = shape.length > 1 ? Math.sqrt((24 * shape[0]) / length) : 1;
      return [name, { shape, data: Float32Array.from({ length }, () => scale * (least + random.next())) }];
    }),
  );
}

/** The same with normalisations that change nothing, so that the features still show what is in a picture. */
export function seeingTensors(arch: ArchName, classes: number): TimmTensors {
  const tensors = timmTensors(arch, classes);
  for (const [name, { shape, data }] of tensors)
    if (shape.length === 1 && !name.startsWith('classifier.'))
      data.fill(/(running_var|\.weight)$/.test(name) ? 1 : 0);
  return tensors;
}

/** A safetensors file as another program writes it. */
export function writeTensors(file: string, tensors: TimmTensors): void {
  const shapes = [...tensors].map(([name, { shape }]) => ({ name, shape, type: 'F32' as const }));
  const writer = new SafetensorsWriter(file, shapes, { format: 'pt' });
  for (const [name, { data }] of tensors) writer.append(name, data);
  writer.commit();
}
