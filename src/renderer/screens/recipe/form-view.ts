import { fieldAt, type GroupName, pathOf, type RecipeField } from '../../../core/recipe';
import { createProjectStore } from '../../base/store';
import { sectionTitle, settingHelp, settingTitle } from '../../dialogs/recipe/recipe-words';

/** What is typed into the search, and the groups whose advanced settings are unfolded; kept while the window is open. */
export const search = createProjectStore('');
export const unfolded = createProjectStore<ReadonlySet<GroupName>>(new Set());

export function toggleGroup(name: GroupName): void {
  const next = new Set(unfolded.get());
  if (!next.delete(name)) next.add(name);
  unfolded.set(next);
}

/** Every word must be in the title, the help or the path. */
export function matches(field: RecipeField, words: string): boolean {
  const text =
    `${settingTitle(field)} ${settingHelp(field)} ${field.path} ${sectionTitle(field)}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Which settings are in sight: found ones while something is searched, else the essential ones and what is unfolded. */
export function isShown(field: RecipeField, words: string, open: ReadonlySet<GroupName>): boolean {
  if (words.trim()) return matches(field, words.trim());
  return field.essential === true || open.has(field.group);
}

/** Where a setting is on the page. */
export const fieldId = (path: string) => `setting-${path}`;

/** Brings a setting into sight and gives it the keyboard, unfolding what hides it. */
export function goToField(path: string): void {
  const field = fieldAt(pathOf(path));
  search.set('');
  if (field && !field.essential) unfolded.set(new Set([...unfolded.get(), field.group]));
  // The row is there after the next drawing.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.getElementById(fieldId(path));
      element?.scrollIntoView({ block: 'center' });
      element?.focus({ preventScroll: true });
    }),
  );
}
