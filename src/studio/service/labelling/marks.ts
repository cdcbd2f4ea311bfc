import type { MarksOverview } from '../../../contract';
import type { Project } from '../../project/folder/project';
import { os } from '../session/base';

export const marks = {
  overview: os.marks.overview.handler(({ context }) => overviewOf(context.studio.project)),
  of: os.marks.of.handler(({ context, input }) => context.studio.project.catalog.marks.of(input.ids)),
  among: os.marks.among.handler(({ context, input }) =>
    context.studio.project.catalog.marks.among(input.ids),
  ),
  set: os.marks.set.handler(({ context: { studio }, input }) => {
    const { labelSteps, marks } = studio.project.catalog;
    marks.keepFor(input.change);
    const changed = labelSteps.mark(input.ids, input.change);
    if (changed > 0) studio.news.changed('marks');
    return { changed, stepId: changed > 0 ? (labelSteps.steps().undo?.id ?? null) : null };
  }),
  addTag: os.marks.addTag.handler(({ context: { studio }, input }) => {
    const id = studio.project.catalog.marks.ensureTag(input.name);
    studio.news.changed('marks');
    return { id };
  }),
  renameTag: os.marks.renameTag.handler(({ context: { studio }, input }) => {
    studio.project.catalog.marks.renameTag(input.id, input.name);
    studio.news.changed('marks');
    return null;
  }),
  removeTag: os.marks.removeTag.handler(({ context: { studio }, input }) => {
    studio.project.catalog.marks.removeTag(input.id);
    studio.news.changed('marks');
    return null;
  }),
  saveFilter: os.marks.saveFilter.handler(({ context: { studio }, input }) => {
    studio.project.catalog.savedFilters.save(input.name, input.filter);
    studio.news.changed('marks');
    return null;
  }),
  renameFilter: os.marks.renameFilter.handler(({ context: { studio }, input }) => {
    studio.project.catalog.savedFilters.rename(input.id, input.name);
    studio.news.changed('marks');
    return null;
  }),
  removeFilter: os.marks.removeFilter.handler(({ context: { studio }, input }) => {
    studio.project.catalog.savedFilters.remove(input.id);
    studio.news.changed('marks');
    return null;
  }),
};

function overviewOf({ catalog }: Project): MarksOverview {
  return { tags: catalog.marks.tags(), ...catalog.marks.counts(), filters: catalog.savedFilters.list() };
}
