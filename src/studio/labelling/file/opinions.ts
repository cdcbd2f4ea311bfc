import type { LabellingRun } from '../../../catalog';
import { StudioError } from '../../../core/errors';
import type { Project } from '../../project/folder/project';
import { currentClasses, withLabelling } from './labelling';

export interface Opinion {
  readonly classId: number;
  readonly confidence: number;
}

/**
 * What a model predicts for some images, in their order; class 0 for images that it has not seen, and for all if the labelling cannot be
 * read.
 */
export function opinionsOf(
  project: Project,
  labelling: LabellingRun,
  imageIds: Int32Array,
): { classIds: Int32Array; confidence: Float32Array } {
  const classIds = new Int32Array(imageIds.length);
  const confidence = new Float32Array(imageIds.length);
  readable(() =>
    withLabelling(project, labelling, (file) => {
      const classes = currentClasses(project, file.classIds);
      for (const [i, imageId] of imageIds.entries()) {
        const row = file.rowOf(imageId);
        if (row < 0) continue;
        const said = file.at(row);
        classIds[i] = classes[said.predictedClass];
        confidence[i] = said.confidence;
      }
    }),
  );
  return { classIds, confidence };
}

/** What a model predicts for one image; null if it has not seen the image, or the labelling cannot be read. */
export function opinionOf(project: Project, labelling: LabellingRun, imageId: number): Opinion | null {
  if (labelling.state !== 'done') return null;
  const { classIds, confidence } = opinionsOf(project, labelling, Int32Array.of(imageId));
  return classIds[0] === 0 ? null : { classId: classIds[0], confidence: confidence[0] };
}

/** Ignores `labelling-unreadable`: images are shown and labelled even if the predictions of a model are lost. */
function readable(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'labelling-unreadable') throw error;
  }
}
