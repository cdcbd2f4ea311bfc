import { fieldAt, type GroupName, pathOf, type RecipeField } from '../../../../core/recipe';
import { createProjectStore } from '../../../base/kept/store';
import { sectionTitle, settingHelp, settingTitle } from '../../../dialogs/recipe/recipe-words';

/** The search text, and the groups whose advanced settings are unfolded; kept while the window is open. */
export const search = createProjectStore('');
export const unfolded = createProjectStore<ReadonlySet<GroupName>>(new Set());

export function toggleGroup(name: GroupName): void {
  const next = new Set(unfolded.get());
  if (!next.delete(name)) next.add(name);
  unfolded.set(next);
}

/** Whether every word of the search occurs in the title, the help, the path or the section of a setting. */
export function matches(field: RecipeField, words: string): boolean {
  const text =
    `${settingTitle(field)} ${settingHelp(field)} ${field.path} ${sectionTitle(field)}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Whether a setting is shown: during a search if it matches, and otherwise if it is essential or its group is unfolded. */
export function isShown(field: RecipeField, words: string, open: ReadonlySet<GroupName>): boolean {
  if (words.trim()) return matches(field, words.trim());
  return field.essential === true || open.has(field.group);
}

/** The element id of a setting. */
export const fieldId = (path: string) => `setting-${path}`;

/** Scrolls to a setting and focuses it, unfolding its group if needed. */
export function goToField(path: string): void {
  const field = fieldAt(pathOf(path));
  search.set('');
  if (field && !field.essential) unfolded.set(new Set([...unfolded.get(), field.group]));
  // The row exists only after the next render.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.getElementById(fieldId(path));
      element?.scrollIntoView({ block: 'center' });
      element?.focus({ preventScroll: true });
    }),
  );
}
