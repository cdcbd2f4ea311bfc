import { isEssential, type RecipeField } from '../../../core/recipe';
import { createStore } from '../../base/store';
import { helpOf, sectionOf, titleOf } from '../../dialogs/recipe/recipe-words';
import type { FieldGroup, GroupName } from './groups';

/** What is typed into the search, and the groups whose advanced settings are unfolded; kept while the window is open. */
export const search = createStore('');
export const unfolded = createStore<ReadonlySet<GroupName>>(new Set());

export function toggleGroup(name: GroupName): void {
  const next = new Set(unfolded.get());
  if (!next.delete(name)) next.add(name);
  unfolded.set(next);
}

/** Every word must be in the title, the help or the path. */
export function matches(field: RecipeField, words: string): boolean {
  const text = `${titleOf(field)} ${helpOf(field)} ${field.path} ${sectionOf(field)}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Which settings are in sight: found ones while something is searched, else the essential ones and what is unfolded. */
export function isShown(field: RecipeField, group: GroupName, words: string, open: ReadonlySet<GroupName>) {
  if (words.trim()) return matches(field, words.trim());
  return isEssential(field.path) || open.has(group);
}

/** Where a setting is on the page. */
export const fieldId = (path: string) => `setting-${path}`;

/** Brings a setting into sight and gives it the keyboard, unfolding what hides it. */
export function goToField(path: string, groups: readonly FieldGroup[]): void {
  const described = path.replaceAll(/\.\d+/g, '.*');
  const group = groups.find(({ parts }) =>
    parts.some(({ fields }) => fields.some((field) => field.path === described || field.path === path)),
  );
  search.set('');
  if (group && !isEssential(described)) unfolded.set(new Set([...unfolded.get(), group.name]));
  // The row is there after the next drawing.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.getElementById(fieldId(path));
      element?.scrollIntoView({ block: 'center' });
      element?.focus({ preventScroll: true });
    }),
  );
}
