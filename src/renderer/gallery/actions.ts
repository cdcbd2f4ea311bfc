import type { IconCheck } from '@tabler/icons-react';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopy,
  IconFolderOpen,
  IconInfoCircle,
  IconMaximize,
  IconRefresh,
  IconSelectAll,
  IconTag,
  IconZoomIn,
  IconZoomOut,
  IconZoomReset,
} from '@tabler/icons-react';
import { i18n } from '../base/strings';
import { beginsName, isCtrl, isPlain, type Key, steps } from './keys';
import { type ZoomAct, zoomActOf } from './large/zooming';
import { stepInGallery } from './move';
import type { GallerySession } from './session';

/**
 * Something that can be done in a gallery, defined once: its keys, the list of keys, the buttons and the
 * commands of Ctrl+K all come from one table. If a key fits two actions, the first in the table gets it.
 */
export interface Action<S extends GallerySession = GallerySession> {
  readonly id: string;
  readonly label: () => string;
  /** The names of its keys, as they are shown. */
  readonly keys: string;
  /** Whether a key triggers the action. */
  readonly test: (key: Key, session: S) => boolean;
  /** Returns a promise if the next action must wait for it. Buttons and commands leave out `key`. */
  readonly perform: (session: S, key?: Key) => unknown;
  /** Whether the action is possible now; without this function it always is. */
  readonly applies?: (session: S) => boolean;
  /** The icon of the button or of the command of Ctrl+K; an action without one has neither. */
  readonly icon?: typeof IconCheck;
}

/** Whether the action would affect any image. */
export const choosesAny = (session: GallerySession) => session.chosenCount > 0;
const showsAny = (session: GallerySession) => (session.shown.get()?.rows.length ?? 0) > 0;

/** Queues the action and runs it if it still applies then. */
export function perform<S extends GallerySession>(action: Action<S>, session: S, key?: Key): void {
  session.turns.take(() => {
    const applies = action.applies?.(session) ?? true;
    return applies ? action.perform(session, key) : undefined;
  });
}

/** Gives a class by its name. */
export const pickAction: Action = {
  id: 'pick',
  label: () => i18n.t('gallery.pick'),
  keys: '/  s h i …',
  icon: IconTag,
  test: beginsName,
  applies: choosesAny,
  perform: (session, key) => session.pick(key === undefined || key.key === '/' ? '' : key.key),
};

export const undoAction: Action = {
  id: 'undo',
  label: () => i18n.t('gallery.undo'),
  keys: 'Ctrl Z',
  icon: IconArrowBackUp,
  test: (key) => isCtrl(key, 'z', false),
  perform: (session) => session.step('undo'),
};

export const redoAction: Action = {
  id: 'redo',
  label: () => i18n.t('gallery.redo'),
  keys: 'Ctrl Shift Z',
  icon: IconArrowForwardUp,
  test: (key) => isCtrl(key, 'z', true) || isCtrl(key, 'y'),
  perform: (session) => session.step('redo'),
};

const isLarge = (session: GallerySession) => session.large.get();

/** Its key is its own while the large view is open. */
const zooms = (act: ZoomAct, keys: string, label: () => string, icon?: typeof IconZoomIn): Action => ({
  id: act,
  label,
  keys,
  icon,
  test: (key, session) => isLarge(session) && zoomActOf(key) === act,
  applies: isLarge,
  perform: (session, key) => session.zooming.do(act, key),
});

/** What the large view adds. */
const zoomActions: readonly Action[] = [
  zooms('zoom-in', '+', () => i18n.t('gallery.zoomIn'), IconZoomIn),
  zooms('zoom-out', '-', () => i18n.t('gallery.zoomOut'), IconZoomOut),
  zooms('actual-size', '.', () => i18n.t('gallery.actualSize'), IconZoomReset),
  zooms('pan', 'Ctrl ← → ↑ ↓', () => i18n.t('gallery.pan')),
  zooms('facts', 'Alt Enter', () => i18n.t('gallery.facts'), IconInfoCircle),
];

/** What can be done with the files of images. They are only read. */
const fileActions: readonly Action[] = [
  {
    id: 'copy-path',
    label: () => i18n.t('gallery.copyPath'),
    keys: 'Ctrl Shift C',
    icon: IconCopy,
    test: (key) => isCtrl(key, 'c', true),
    applies: choosesAny,
    perform: (session) => session.copyPaths(),
  },
  {
    id: 'show-in-folder',
    label: () => i18n.t('gallery.showInFolder'),
    keys: 'Ctrl Enter',
    icon: IconFolderOpen,
    test: (key) => isCtrl(key, 'Enter'),
    applies: showsAny,
    perform: (session) => session.showInFolder(),
  },
];

/** What every gallery can do. */
export const galleryActions: readonly Action[] = [
  {
    id: 'move',
    label: () => i18n.t('gallery.move'),
    keys: '← → ↑ ↓',
    test: ({ key, ctrl, alt }) => !ctrl && !alt && key in steps,
    perform: (session, key) => key && stepInGallery(session, steps[key.key], key.shift),
  },
  {
    id: 'range',
    label: () => i18n.t('gallery.range'),
    keys: 'Shift  Ctrl + click',
    test: () => false,
    perform: () => {},
  },
  {
    id: 'all',
    label: () => i18n.t('gallery.all'),
    keys: 'Ctrl A',
    icon: IconSelectAll,
    test: (key) => isCtrl(key, 'a'),
    applies: showsAny,
    perform: (session) => session.chooseAll(),
  },
  {
    id: 'look',
    label: () => i18n.t('gallery.look'),
    keys: 'Space',
    icon: IconMaximize,
    test: (key) => isPlain(key, ' '),
    applies: showsAny,
    perform: (session) => session.look(),
  },
  {
    id: 'clear',
    label: () => i18n.t('gallery.clear'),
    keys: 'Esc',
    test: (key) => isPlain(key, 'Escape'),
    perform: (session) => (session.large.get() ? session.large.set(false) : session.chooseNothing()),
  },
  undoAction,
  redoAction,
  {
    id: 'refresh',
    label: () => i18n.t('gallery.refresh'),
    keys: 'F5',
    icon: IconRefresh,
    test: (key) => isPlain(key, 'F5'),
    perform: (session) => void session.showAnew(),
  },
  ...fileActions,
];

/** A screen's own actions with those of the large view before them: its keys, while it is open, are no other's. */
export const withZoom = <S extends GallerySession>(actions: readonly Action<S>[]): readonly Action<S>[] => [
  ...zoomActions,
  ...actions,
];
