import type { Run } from '../../../catalog';
import { softmax } from '../../../core/selection';
import { temporaryFolder } from '../../../files/durable/temporary-folder';
import type { StudioContext } from '../../project/context/context';
import type { Project } from '../../project/folder/project';
import { outputsOf } from '../../project/images/image-sets';
import { imagesAtOnce } from '../model/in-pieces';
import { filesOf } from './files-under';
import { showFiles } from './show-files';

export interface FilePrediction {
  readonly file: string;
  readonly label: string;
  readonly confidence: number;
  /** The probability of every class, by name. */
  readonly probabilities: Readonly<Record<string, number>>;
}

interface FileFailure {
  readonly file: string;
  readonly reason: string;
}

/**
 * Shows images from anywhere to a trained model, `atOnce` at a time; files that cannot be read are listed with their reasons. The project
 * is not changed. Throws `unreadable-path`, `nothing-to-predict`, `cancelled`.
 */
export async function predictFiles(
  context: StudioContext,
  run: Run,
  paths: readonly string[],
  atOnce = imagesAtOnce(outputsOf(context.project, run).length),
): Promise<{ predictions: FilePrediction[]; failed: FileFailure[] }> {
  const { project, tell } = context;
  const names = namesOf(project, run);
  const { folder, letGo } = temporaryFolder();
  try {
    const { files, failed: unusable } = filesOf(paths, tell);
    const predictions: FilePrediction[] = [];
    const unread = await showFiles(context, run, files, { folder, atOnce, logits: true }, (read, said) => {
      const shares = softmax(said.logits as Float32Array, names.length);
      for (const [i, { file }] of read.entries()) {
        const own = shares.slice(i * names.length, (i + 1) * names.length);
        predictions.push(new Prediction(file, names[said.predictedClass[i]], said.confidence[i], names, own));
      }
    });
    const failed = [...unusable, ...unread];
    return { predictions, failed: failed.map(({ file, reason }) => ({ file, reason })) };
  } finally {
    letGo();
  }
}

/** Names of the model's outputs as the project has them today: a class that was merged into another has the other's name. */
function namesOf(project: Project, run: Run): string[] {
  const byId = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
  return outputsOf(project, run).map(({ name, mergedInto }) => byId.get(mergedInto ?? -1) ?? name);
}

/**
 * A prediction whose probabilities are named only when they are read: with many files and classes the names would take many times the
 * memory.
 */
class Prediction implements FilePrediction {
  readonly #classes: readonly string[];
  readonly #shares: Float32Array;

  constructor(
    readonly file: string,
    readonly label: string,
    readonly confidence: number,
    classes: readonly string[],
    shares: Float32Array,
  ) {
    this.#classes = classes;
    this.#shares = shares;
  }

  get probabilities(): Record<string, number> {
    // A map is used because a class may have the name of a property of every object, such as `constructor`.
    const all = new Map<string, number>();
    // Probabilities of classes that were merged since the training are added up.
    for (const [c, name] of this.#classes.entries()) all.set(name, (all.get(name) ?? 0) + this.#shares[c]);
    return Object.fromEntries(all);
  }

  toJSON(): FilePrediction {
    const { file, label, confidence, probabilities } = this;
    return { file, label, confidence, probabilities };
  }
}
