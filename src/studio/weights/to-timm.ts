import { torchShape, toTorch } from '../../core/network/torch-layout';
import type { WeightsCard } from '../../core/weights/card';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';
import { storedSpecs } from './stored';

/**
 * Writes our weights with timm's names and shapes, as safetensors. `load_state_dict` accepts the file unchanged. Throws `Unreadable` if a
 * tensor is missing or damaged.
 */
export function writeTimm(file: string, model: Pick<WeightsCard, 'arch' | 'classes'>, target: string): void {
  const specs = storedSpecs(model);
  const shapes = specs.map((spec) => ({ name: spec.name, shape: torchShape(spec), type: 'F32' as const }));
  SafetensorsReader.with(file, (reader) => {
    // PyTorch's readers require this value.
    const writer = new SafetensorsWriter(target, shapes, { format: 'pt' });
    try {
      for (const spec of specs)
        writer.append(spec.name, toTorch(reader.read(spec.name) as Float32Array, spec));
    } catch (error) {
      writer.discard();
      throw error;
    }
    writer.commitProven();
  });
}
