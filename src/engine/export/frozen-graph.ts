import { layoutOf } from '../../core/network/layers';
import { parametersOf } from '../../core/network/parameters';
import { GraphBuilder, type Signature, type SignatureTensor } from '../graph/proto';
import { Recorder } from '../graph/recorder';
import { fold, foldedLayers, foldedParametersOf, type Weights } from '../models/folded-layers';
import { network } from '../models/network';
import { binding, type Tensor, tf } from '../runtime';
import type { ExportedModel } from './model';

/**
 * A network as a TensorFlow graph for inference: batch normalisation folded, weights as constants,
 * preprocessing inside. Its signature takes `images` `[n, size, size, 3]` uint8 RGB, any n, and returns
 * `logits` and `probabilities` `[n, classes]` and `features` `[n, head]`.
 */
export function frozenGraph(model: ExportedModel): { graph: GraphBuilder; signature: Signature } {
  const { arch, imageSize, mean, std, classNames } = model;
  const layout = layoutOf(arch, classNames.length);
  const folded = fold(weightsOf(model), layout, model.batchNormEpsilon);
  const graph = new GraphBuilder();
  const anyBatch = [-1, imageSize, imageSize, 3];
  const fed = graph.node(
    'Placeholder',
    [],
    { dtype: { type: binding.TF_UINT8 }, shape: { shape: anyBatch } },
    'images',
  );
  const recorder = new Recorder(graph, () => undefined);
  const outputs: Record<string, SignatureTensor> = {};
  tf.tidy(() => {
    const parameters = new Map<string, Tensor>();
    for (const { name, shape } of foldedParametersOf(layout))
      parameters.set(name, tf.tensor(folded.get(name) as Float32Array, [...shape]));
    const images = tf.zeros([1, imageSize, imageSize, 3]);
    const cast = { SrcT: { type: binding.TF_UINT8 }, DstT: { type: binding.TF_FLOAT } };
    recorder.bind(images, graph.node('Cast', [fed], cast));
    const layers = foldedLayers((name) => parameters.get(name) as Tensor, mean, std);
    const results = recorder.record(() => {
      const { logits, features } = network(images, layers, layout);
      return { logits, features, probabilities: tf.softmax(logits) };
    });
    for (const [name, tensor] of Object.entries(results)) {
      const type = binding.TF_FLOAT;
      const node = graph.node('Identity', [recorder.outputOf(tensor)], { T: { type } }, name);
      outputs[name] = { name: `${node}:0`, dtype: type, shape: [-1, tensor.shape[1] as number] };
    }
    return [];
  });
  const inputs = { images: { name: `${fed}:0`, dtype: binding.TF_UINT8, shape: anyBatch } };
  return { graph, signature: { inputs, outputs } };
}

function weightsOf({ arch, classNames, read }: ExportedModel): Weights {
  return new Map(parametersOf(layoutOf(arch, classNames.length)).map(({ name }) => [name, read(name)]));
}
