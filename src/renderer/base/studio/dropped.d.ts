interface Window {
  /** From the preload: where a file lies that was dropped on the window. */
  readonly dropped: { pathOf(file: File): string };
}
