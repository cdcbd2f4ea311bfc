import { type Architecture, architecture } from '../core/arch';
import type { ModelSpec } from './messages';

/** Up to this side an EfficientNet keeps its resolution longer, as the authors do for 32x32 images (released code). */
const smallInputSide = 48;

export function networkOf({ arch, imageSize }: Pick<ModelSpec, 'arch' | 'imageSize'>): Architecture {
  return architecture(arch, { smallInput: imageSize <= smallInputSide });
}
