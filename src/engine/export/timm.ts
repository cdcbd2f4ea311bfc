import { studioError } from '../../core/errors';
import { factEntries } from '../../core/export/facts';
import { type Architecture, architecture } from '../../core/network/arch';
import { convNormsOf, layoutOf } from '../../core/network/layers';
import { parametersOf } from '../../core/network/parameters';
import { torchShape, toTorch } from '../../core/network/torch-layout';
import { type TimmName, timmNameOf } from '../../core/weights/timm-name';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';
import { type ExportedModel, named } from './model';

/**
 * Writes weights in timm's format: its names and shapes, safetensors, so that `timm.create_model(NAME,
 * num_classes=N, checkpoint_path=FILE)` creates the same network. timm's name of the model and the
 * normalisation of images are in the metadata. Throws `export-target-exists`, and `export-not-timm` for a
 * network that timm does not have.
 */
export function writeTimm(target: string, model: ExportedModel): void {
  named(target, () => {
    const timm = timmModelOf(model);
    const specs = parametersOf(layoutOf(model.arch, model.classNames.length));
    const shapes = specs.map((spec) => ({ name: spec.name, shape: torchShape(spec), type: 'F32' as const }));
    // PyTorch's readers require the first entry.
    const facts = { format: 'pt', timm_model: timm.architecture, ...factEntries(model) };
    const scales = normScales(model, timm.batchNormEpsilon);
    const writer = new SafetensorsWriter(target, shapes, facts);
    try {
      for (const spec of specs) {
        const values = scales.get(spec.name)?.() ?? model.read(spec.name);
        writer.append(spec.name, toTorch(values, spec));
      }
    } catch (error) {
      writer.discard();
      throw error;
    }
    writer.commit({ replace: false });
  });
}

/** The name of timm's network with the same rows; throws `export-not-timm` if there is none. */
function timmModelOf({ arch, imageSize }: ExportedModel): TimmName {
  const timm = timmNameOf(arch.name, arch.padding);
  if (!timm || !sameStrides(arch, architecture(arch.name)))
    throw studioError('export-not-timm', { model: arch.name, size: imageSize });
  return timm;
}

/** Networks for small images keep their resolution longer than timm's. */
const sameStrides = (a: Architecture, b: Architecture) =>
  a.stages.every(({ stride }, i) => stride === b.stages[i].stride);

/** timm adds a fixed epsilon to each variance; where ours differs, the scale compensates for it. */
function normScales(
  { arch, classNames, batchNormEpsilon, read }: ExportedModel,
  epsilon: number,
): Map<string, () => Float32Array> {
  if (epsilon === batchNormEpsilon) return new Map();
  return new Map(
    convNormsOf(layoutOf(arch, classNames.length)).map(({ norm }) => [
      `${norm}.weight`,
      () => {
        const variance = read(`${norm}.running_var`);
        const ratio = (i: number) => Math.sqrt((variance[i] + epsilon) / (variance[i] + batchNormEpsilon));
        return read(`${norm}.weight`).map((scale, i) => scale * ratio(i));
      },
    ]),
  );
}
