import type { Activation } from '../../core/network/families';
import type { BlockLayout, ConvNorm, Layout, SqueezeExcite } from '../../core/network/layers';
import type { Tensor } from '../runtime';

/** What a network is built from. Training and inference differ in these and in nothing else. */
export interface Layers {
  /** Scales uint8 values (as float32) to the network's input. */
  input(images: Tensor): Tensor;
  /** Convolution and normalisation, without the activation. */
  convNorm(x: Tensor, layer: ConvNorm): Tensor;
  activate(x: Tensor, activation: Activation): Tensor;
  squeezeExcite(x: Tensor, layer: SqueezeExcite): Tensor;
  /** Adds the output of block `index`, from 0, to its input. */
  join(shortcut: Tensor, x: Tensor, index: number): Tensor;
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

function apply(x: Tensor, layers: Layers, layer: ConvNorm | SqueezeExcite): Tensor {
  if (layer.kind === 'excite') return layers.squeezeExcite(x, layer);
  const y = layers.convNorm(x, layer);
  return layer.activation ? layers.activate(y, layer.activation) : y;
}

function block(x: Tensor, layers: Layers, layout: BlockLayout, index: number): Tensor {
  const h = layout.layers.reduce((y, layer) => apply(y, layers, layer), x);
  return layout.residual ? layers.join(x, h, index) : h;
}

/** A network of the table: images `[n, height, width, 3]`, 0 to 255, to logits and features. */
export function network(images: Tensor, layers: Layers, layout: Layout): NetworkOutput {
  const stem = apply(layers.input(images), layers, layout.stem);
  const last = layout.blocks.reduce((x, row, index) => block(x, layers, row, index), stem);
  const features = layers.pool(apply(last, layers, layout.head));
  return { logits: layers.classify(features, layout.classifier), features };
}
