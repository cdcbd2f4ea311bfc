import { studioError } from '../../../core/errors';
import { factEntries } from '../../../core/export/facts';
import { layoutOf } from '../../../core/network/layers';
import { DurableFile } from '../../../files/durable/durable';
import { network } from '../../models/network';
import { type ExportedModel, named } from '../model';
import { OnnxGraph } from './graph';
import { type OnnxNetwork, onnxLayers } from './onnx-layers';
import { bytesOf, type Message } from './wire';

/** The size limit of a protocol buffer that every reader of ONNX accepts: 2 GiB less a byte. */
const mostBytes = 2 ** 31 - 1;

/**
 * Writes a network as one ONNX file: batch normalisation folded, preprocessing inside. It takes `images`
 * `[batch, size, size, 3]` uint8 RGB, any batch, and returns `logits` and `probabilities` `[batch, classes]`
 * and `features` `[batch, head]`, float32. One weight at a time is in memory. Throws `export-target-exists`,
 * `export-too-large`.
 */
export function writeOnnx(target: string, model: ExportedModel): void {
  named(target, () => {
    const message = onnxModel(model);
    if (message.length > mostBytes)
      throw studioError('export-too-large', { model: model.arch.name, format: 'ONNX', gigabytes: 2 });
    const file = new DurableFile(target);
    try {
      for (const bytes of bytesOf(message)) file.append(bytes);
    } catch (error) {
      file.discard();
      throw error;
    }
    file.commit({ replace: false });
  });
}

function onnxModel(model: ExportedModel): Message {
  const { version } = model.facts;
  const graph = onnxGraph({ ...model, classes: model.classNames.length });
  return graph.model({ name: 'Noisy Studio', version }, factEntries(model));
}

/** The graph of `writeOnnx`; a weight is read when the graph's bytes are made. */
export function onnxGraph(model: OnnxNetwork): OnnxGraph {
  const { arch, imageSize, classes } = model;
  const layout = layoutOf(arch, classes);
  const graph = new OnnxGraph(arch.name);
  const images = graph.input('images', 'uint8', ['batch', imageSize, imageSize, 3]);
  const { logits, features } = network(
    { name: images, side: imageSize },
    onnxLayers(graph, layout, model),
    layout,
  );
  graph.node('Softmax', [logits.name], { axis: 1 }, 'probabilities');
  graph.output('logits', 'float32', ['batch', classes]);
  graph.output('probabilities', 'float32', ['batch', classes]);
  graph.output(features.name, 'float32', ['batch', arch.head]);
  return graph;
}
