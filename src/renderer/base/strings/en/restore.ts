/** English: damage and backups. */
export const restore = {
  restore: {
    damaged: 'The catalog of “{{name}}” is damaged',
    backups: 'Backups of “{{name}}”',
    safe: 'The catalog holds labels, decisions and the list of images. Your image files and trained models are separate files and are not affected.',
    healthy:
      'Copies of the catalog, made while you work. Going back to one keeps the current catalog beside it; image files and trained models stay where they are.',
    list: 'Backups, newest first',
    made: 'Made',
    images: 'Images',
    labels: 'Labels',
    decisions: 'Decisions',
    size: 'Size',
    reasons: {
      day: 'first opening of the day',
      end: 'project closed',
      work: 'while you worked',
      version: 'before an update',
      hand: 'made by hand',
      salvaged: 'read from the damaged catalog',
    },
    notWhole: 'Incomplete: {{tables}}',
    restore: 'Restore this backup',
    restoring:
      'Restoring deletes nothing: the catalog that is there now is kept beside it under a dated name.',
    salvage: 'Read the damaged catalog',
    salvageHelp:
      '“Read the damaged catalog” adds to this list what can still be read from it, including labels made since the last backup.',
    salvaged: 'Read from the damaged catalog',
    salvagedHelp: 'Images: {{images}}, labels: {{labels}}, decisions: {{decisions}}. It is in the list.',
    none: 'There is no backup of this project yet',
    noneDamaged:
      'Read what is left of the damaged catalog, or make a new project and add the images again: models in “runs” stay usable.',
    noneHealthy: 'They are made while you work and when a project is closed.',
    backUp: 'Back up now',
    backedUp: 'Backup made',
    noRoom: 'The disk has no room for a backup. Free some space and try again.',
    close: 'Close',
    restored: 'Restored',
    kept: 'The earlier files are kept: {{paths}}',
    menu: 'Backups …',
    trouble: 'Something is wrong with this project',
    cannotWrite: 'Not possible: this project cannot be written',
    readOnly:
      'This project cannot be written: it is read-only, or its disk is full. You can view and export it. To work on it, free some space or copy it to a writable disk, and open it again.',
  },
} as const;
