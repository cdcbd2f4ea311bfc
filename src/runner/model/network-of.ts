import { type Architecture, architecture, isSmallInput } from '../../core/network/arch';
import type { NetworkSpec } from '../../core/network/model-spec';

/** The network of a model; its strides depend on the image size of its first training. */
export function networkOf({
  arch,
  imageSize,
  laidOutFor = imageSize,
  padding,
}: Pick<NetworkSpec, 'arch' | 'imageSize' | 'laidOutFor' | 'padding'>): Architecture {
  return architecture(arch, { smallInput: isSmallInput(laidOutFor), padding });
}
