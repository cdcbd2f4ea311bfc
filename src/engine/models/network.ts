import type { Tensor } from '../runtime';
import type { BlockLayout, ConvNorm, Layout, SqueezeExcite } from './parameters';

/** What a network is built from. Training and inference differ in these and in nothing else. */
export interface Layers {
  /** Scales uint8 values (as float32) to the network's input. */
  input(images: Tensor): Tensor;
  convNorm(x: Tensor, layer: ConvNorm): Tensor;
  activate(x: Tensor): Tensor;
  squeezeExcite(x: Tensor, layer: SqueezeExcite): Tensor;
  /** Adds a block's output to its input; `index` of `blocks` blocks, from 0. */
  join(shortcut: Tensor, x: Tensor, index: number, blocks: number): Tensor;
  /** Mean over height and width: `[n, h, w, c]` → `[n, c]`. */
  pool(x: Tensor): Tensor;
  classify(features: Tensor, layer: Layout['classifier']): Tensor;
}

export interface NetworkOutput {
  /** `[n, classes]` */
  logits: Tensor;
  /** `[n, head]`: the feature vector before dropout and classifier. */
  features: Tensor;
}

function block(x: Tensor, layers: Layers, layout: BlockLayout, index: number, blocks: number): Tensor {
  let h = x;
  if (layout.expand) h = layers.activate(layers.convNorm(h, layout.expand));
  h = layers.activate(layers.convNorm(h, layout.depthwise));
  h = layers.squeezeExcite(h, layout.excite);
  h = layers.convNorm(h, layout.project);
  return layout.residual ? layers.join(x, h, index, blocks) : h;
}

/** EfficientNet (Tan and Le 2019): images `[n, height, width, 3]`, 0 to 255, to logits and features. */
export function network(images: Tensor, layers: Layers, layout: Layout): NetworkOutput {
  let x = layers.activate(layers.convNorm(layers.input(images), layout.stem));
  layout.blocks.forEach((row, index) => {
    x = block(x, layers, row, index, layout.blocks.length);
  });
  const features = layers.pool(layers.activate(layers.convNorm(x, layout.head)));
  return { logits: layers.classify(features, layout.classifier), features };
}
