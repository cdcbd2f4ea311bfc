export const searchId = 'label-search';

/** Moves the keyboard focus into the search field. */
export function focusSearch(): void {
  requestAnimationFrame(() => document.getElementById(searchId)?.focus());
}
