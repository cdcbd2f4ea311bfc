import { studioError } from '../../core/errors';
import { architecture } from '../../core/network/arch';
import { type ParameterSpec, storedParameters } from '../../core/network/parameters';
import { cardKey, type WeightsCard, weightsCardSchema } from '../../core/weights/card';
import { Unreadable, unreadable } from '../../files/reading/unreadable';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';

/** The parameters of a model in the order of our own files; without a classifier for 0 classes. */
export function storedSpecs({ arch, classes }: Pick<WeightsCard, 'arch' | 'classes'>): ParameterSpec[] {
  return storedParameters(architecture(arch), classes);
}

/** The card of one of our own files, which must hold every tensor of its model. Throws `weights-unreadable`. */
export function readCard(path: string): WeightsCard {
  try {
    return SafetensorsReader.with(path, (reader) => {
      const card = cardOf(reader);
      if (!card) throw unreadable('no-card', {});
      const wrong = storedSpecs(card).find(
        ({ name, shape }) => String(reader.tensors.get(name)?.shape) !== String(shape),
      );
      if (wrong) throw unreadable('tensor-shape', { name: wrong.name });
      return card;
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw studioError('weights-unreadable', { path, reason: error.reason }, { cause: error });
  }
}

function cardOf({ metadata }: SafetensorsReader): WeightsCard | null {
  try {
    return weightsCardSchema.parse(JSON.parse(metadata[cardKey]));
  } catch {
    return null;
  }
}
