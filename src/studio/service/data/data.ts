import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { studioError } from '../../../core/errors';
import { note } from '../../../core/words/notes';
import { drawSplit, ensureNearCopies, findMoved, importOrFind, uniteNearCopies } from '../../import';
import { labelledImagesOf } from '../../labelling/file/labelled-images';
import { person } from '../../project/context/person';
import { importEvents } from '../jobs/import-events';
import { reviewsOf } from '../labelling/review';
import { imageBy, imagesBy } from '../pictures/predictions';
import { os } from '../session/base';
import { dataOverview, emptySplits, missingSources } from './data-overview';
import { fileFactsOf } from './file-facts';
import { inspectPath } from './inspect-path';

export const data = {
  overview: os.data.overview.handler(({ context }) => dataOverview(context.studio.project)),
  missing: os.data.missing.handler(({ context }) => missingSources(context.studio.project)),
  inspect: os.data.inspect.handler(({ context, input }) =>
    input.paths.map((path) => inspectPath(context.studio.project, path)),
  ),
  import: os.data.import.handler(({ context: { studio }, input }) =>
    input.items.map((item) =>
      studio.addFilesJob({ kind: 'import', subject: basename(item.path) }, async (project, desk) => {
        const { signal } = desk;
        const report = await importOrFind(project, item, {
          signal,
          onProgress: importEvents(desk, () => studio.news.changed('images', 'classes')),
        });
        for (const said of report.notes) desk.tell({ type: 'note', note: said });
        for (const { path, code, values } of report.quarantined)
          desk.tell({ type: 'note', note: { place: path, code, values: values ?? {} } });
        for (const { place, code, values } of report.problems)
          desk.tell({ type: 'note', note: { place, code, values: values ?? {} } });
      }),
    ),
  ),
  drawSplit: os.data.drawSplit.handler(async ({ context: { studio }, input, signal }) => {
    studio.refuseWhileBusy();
    await ensureNearCopies(studio.project, signal);
    // While near duplicates were searched for, a person may have cancelled, or a job may have begun.
    signal?.throwIfAborted();
    studio.refuseWhileBusy();
    const drawn = drawSplit(studio.project, input);
    studio.news.changed('images', 'near-copies');
    return drawn;
  }),
  allowNear: os.data.allowNear.handler(({ context: { studio }, input: { ids } }) => {
    studio.refuseWhileBusy();
    const allowed = studio.project.catalog.nearCopies.separate(ids, person());
    studio.news.changed('images', 'near-copies');
    return { allowed };
  }),
  forbidNear: os.data.forbidNear.handler(async ({ context: { studio }, input: { ids }, signal }) => {
    studio.refuseWhileBusy();
    await uniteNearCopies(studio.project, ids, signal);
    studio.news.changed('images', 'near-copies');
    return null;
  }),
  updateClass: os.data.updateClass.handler(({ context: { studio }, input: { id, ...change } }) => {
    studio.project.catalog.classes.update(id, change);
    studio.news.changed('classes', 'images');
    return null;
  }),
  addClass: os.data.addClass.handler(({ context: { studio }, input: { name } }) => {
    const added = studio.project.catalog.classes.add(name);
    studio.news.changed('classes');
    return { ...added, images: emptySplits() };
  }),
  addClasses: os.data.addClasses.handler(({ context: { studio }, input: { names } }) => {
    const { classes } = studio.project.catalog;
    const before = classes.list().length;
    classes.ensure(names);
    studio.news.changed('classes');
    return { added: classes.list().length - before };
  }),
  removeClass: os.data.removeClass.handler(({ context: { studio }, input: { id } }) => {
    studio.refuseWhileBusy();
    studio.project.catalog.classes.remove(id);
    reviewsOf(studio).forget();
    studio.news.changed('classes', 'images', 'reviews');
    return null;
  }),
  mergeClass: os.data.mergeClass.handler(({ context: { studio }, input: { id, into } }) => {
    studio.refuseWhileBusy();
    const changed = studio.project.catalog.classes.merge(id, into, person());
    reviewsOf(studio).forget();
    studio.news.changed('classes', 'images', 'near-copies', 'labelling', 'reviews');
    return { changed };
  }),
  findMoved: os.data.findMoved.handler(({ context: { studio }, input: { sourceId, folder } }) => {
    const subject = basename(studio.project.catalog.sources.get(sourceId).path);
    return studio.addFilesJob({ kind: 'import', subject }, async (project, desk) => {
      const report = await findMoved(project, sourceId, folder, {
        signal: desk.signal,
        onProgress: importEvents(desk, () => studio.news.changed('images')),
      });
      const { found, known } = report;
      desk.tell({ type: 'note', note: note('images-found', { found, known }) });
    });
  }),
  previewRemoval: os.data.previewRemoval.handler(({ context, input }) =>
    context.studio.project.catalog.sourceRemoval.preview(
      input.sourceId,
      labelledImagesOf(context.studio.project, input.sourceId),
    ),
  ),
  removeSource: os.data.removeSource.handler(({ context: { studio }, input: { sourceId } }) => {
    studio.refuseWhileBusy();
    const removed = studio.project.catalog.sourceRemoval.remove(
      sourceId,
      labelledImagesOf(studio.project, sourceId),
    );
    reviewsOf(studio).forget();
    studio.news.changed('images', 'near-copies', 'reviews');
    return removed;
  }),
  imageIds: os.data.imageIds.handler(({ context, input }) =>
    Int32Array.from(context.studio.project.catalog.images.ids(input, 'id')),
  ),
  fileFacts: os.data.fileFacts.handler(({ context: { studio }, input }) =>
    fileFactsOf(imageBy(studio.project, studio.predictions, input.id)),
  ),
  revealImage: os.data.revealImage.handler(async ({ context: { studio }, input }) => {
    const { file } = imageBy(studio.project, studio.predictions, input.id);
    if (!existsSync(file)) throw studioError('vanished', {});
    await studio.host.reveal(file);
    return null;
  }),
  imageFacts: os.data.imageFacts.handler(({ context: { studio }, input }) =>
    imagesBy(studio.project, studio.predictions, input.ids).map((image) => ({
      id: image.id,
      path: image.path,
      file: image.file,
      width: image.width,
      height: image.height,
      format: image.format,
      size: image.size,
      split: image.split,
      classId: image.classId,
      state: image.state,
      code: image.code,
      reason: image.reason,
      reasonValues: image.reasonValues,
      twinId: image.twinId,
    })),
  ),
};
