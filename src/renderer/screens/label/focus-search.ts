export const searchId = 'label-search';

/**
 * Moves the keyboard focus into the search field: at once, so that no letter goes elsewhere, and in the next frame again, after a list of
 * commands has closed and given the focus back.
 */
export function focusSearch(): void {
  const focus = () => document.getElementById(searchId)?.focus();
  focus();
  requestAnimationFrame(focus);
}
