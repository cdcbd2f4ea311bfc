interface Window {
  /** Set by the preload script: the path of a file dropped on the window. */
  readonly dropped: { pathOf(file: File): string };
}
