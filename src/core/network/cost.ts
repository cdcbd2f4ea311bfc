import type { ConvNorm, Layout, SqueezeExcite } from './layers';

/** What one layer costs for one image. */
export interface LayerCost {
  /** Numbers that it passes to the next layer. */
  readonly outputs: number;
  /** Numbers that its gradient needs later: the output of the convolution, and that of the normalisation if an activation follows. */
  readonly kept: number;
  /** Multiplications with addition. */
  readonly multiplies: number;
}

/** The cost of every layer on images of `imageSize` pixels a side, input first. */
export function layerCosts(layout: Layout, imageSize: number): LayerCost[] {
  return partCosts(layout, imageSize).flat();
}

/** The same by part of the network: the stem, each block, and the head with the classifier. */
export function partCosts(layout: Layout, imageSize: number): LayerCost[][] {
  let side = imageSize;
  const costOf = (layer: ConvNorm | SqueezeExcite): LayerCost => {
    if (layer.kind === 'excite') return exciteCost(layer, side);
    side = Math.ceil(side / layer.stride);
    const { kernel, input, output, depthwise, activation } = layer;
    const outputs = side * side * output;
    return {
      outputs,
      kept: outputs * (activation ? 2 : 1),
      multiplies: outputs * kernel * kernel * (depthwise ? 1 : input),
    };
  };
  const { stem, blocks, head, classifier } = layout;
  const parts = [[stem], ...blocks.map(({ layers }) => layers), [head]].map((layers) => layers.map(costOf));
  const { input, output } = classifier;
  parts[parts.length - 1].push({ outputs: output, kept: output, multiplies: input * output });
  return parts;
}

/** The gate is small; the product with it is as large as its input, but a kernel that multiplies in place does not keep it. */
function exciteCost({ filters, squeeze }: SqueezeExcite, side: number): LayerCost {
  return { outputs: side * side * filters, kept: 0, multiplies: 2 * filters * squeeze };
}

/** Multiplications with addition for one image; half of what is often called its floating-point operations. */
export function multipliesOf(layout: Layout, imageSize: number): number {
  return layerCosts(layout, imageSize).reduce((sum, { multiplies }) => sum + multiplies, 0);
}
