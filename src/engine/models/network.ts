import type { Activation } from '../../core/network/families';
import type { BlockLayout, ConvNorm, Layout, SqueezeExcite } from '../../core/network/layers';
import type { Tensor } from '../runtime';

/**
 * The layers that a network is built from. Training and inference differ only in these; `T` is a tensor, or a
 * placeholder if a network is exported instead of run.
 */
export interface Layers<T = Tensor> {
  /** Scales uint8 values (as float32) to the network's input. */
  input(images: T): T;
  /** Convolution and normalisation, without the activation. */
  convNorm(x: T, layer: ConvNorm): T;
  activate(x: T, activation: Activation): T;
  squeezeExcite(x: T, layer: SqueezeExcite): T;
  /** Adds the output of block `index`, from 0, to its input. */
  join(shortcut: T, x: T, index: number): T;
  /** Mean over height and width: `[n, h, w, c]` → `[n, c]`. */
  pool(x: T): T;
  classify(features: T, layer: Layout['classifier']): T;
  /** Computes the stem or a block: parts of which gradient checkpointing keeps only the result. */
  part?(compute: () => T): T;
}

export interface NetworkOutput<T = Tensor> {
  /** `[n, classes]` */
  logits: T;
  /** `[n, head]`: the feature vector before dropout and classifier. */
  features: T;
}

function apply<T>(x: T, layers: Layers<T>, layer: ConvNorm | SqueezeExcite): T {
  if (layer.kind === 'excite') return layers.squeezeExcite(x, layer);
  const y = layers.convNorm(x, layer);
  return layer.activation ? layers.activate(y, layer.activation) : y;
}

function block<T>(x: T, layers: Layers<T>, layout: BlockLayout, index: number): T {
  const h = layout.layers.reduce((y, layer) => apply(y, layers, layer), x);
  return layout.residual ? layers.join(x, h, index) : h;
}

/** Builds a network of the table: images `[n, height, width, 3]`, 0 to 255, to logits and features. */
export function network<T>(images: T, layers: Layers<T>, layout: Layout): NetworkOutput<T> {
  const part = layers.part ?? ((compute) => compute());
  const stem = part(() => apply(layers.input(images), layers, layout.stem));
  const last = layout.blocks.reduce((x, row, index) => part(() => block(x, layers, row, index)), stem);
  const features = layers.pool(apply(last, layers, layout.head));
  return { logits: layers.classify(features, layout.classifier), features };
}
