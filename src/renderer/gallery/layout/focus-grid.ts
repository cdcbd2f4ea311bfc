export const gridId = 'gallery-grid';

/** Moves the keyboard focus to the grid, after the element that had the focus has closed. */
export function focusGrid(): void {
  requestAnimationFrame(() => document.getElementById(gridId)?.focus({ preventScroll: true }));
}
