export const gridId = 'gallery-grid';

/** Gives the keyboard to the grid, once what had it is done. */
export function focusGrid(): void {
  requestAnimationFrame(() => document.getElementById(gridId)?.focus({ preventScroll: true }));
}
