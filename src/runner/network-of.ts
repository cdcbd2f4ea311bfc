import { type Architecture, architecture, isSmallInput } from '../core/network/arch';
import type { ModelSpec } from '../core/network/model-spec';

/** The network of a model: its strides follow the side of the images that it was first trained on. */
export function networkOf({
  arch,
  imageSize,
  laidOutFor = imageSize,
  padding,
}: Pick<ModelSpec, 'arch' | 'imageSize' | 'laidOutFor' | 'padding'>): Architecture {
  return architecture(arch, { smallInput: isSmallInput(laidOutFor), padding });
}
