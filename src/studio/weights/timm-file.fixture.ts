import type { ArchName } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';
import { timmShapes } from '../../core/weights/recognise';
import { SafetensorsWriter } from '../../files/safetensors-writer';

export type TimmTensors = Map<string, { shape: number[]; data: Float32Array }>;

/** Tensors of a model as timm has them, with numbers drawn by name; variances are above zero. */
export function timmTensors(arch: ArchName, classes: number, channels = 3): TimmTensors {
  let index = 0;
  return new Map(
    [...timmShapes(arch, classes, channels)].map(([name, shape]) => {
      const random = new Random(5, index++);
      const length = shape.reduce((product, side) => product * side, 1);
      const least = name.endsWith('running_var') ? 0.5 : -0.5;
      return [name, { shape, data: Float32Array.from({ length }, () => least + random.next()) }];
    }),
  );
}

/** A safetensors file as another program writes it. */
export function writeTensors(file: string, tensors: TimmTensors): void {
  const shapes = [...tensors].map(([name, { shape }]) => ({ name, shape, type: 'F32' as const }));
  const writer = new SafetensorsWriter(file, shapes, { format: 'pt' });
  for (const [name, { data }] of tensors) writer.append(name, data);
  writer.commit();
}
