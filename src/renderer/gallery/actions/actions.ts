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
import { readOnly } from '../../base/kept/writing';
import { type Binding, fixedKeys, keys } from '../../base/keys/bindings';
import { chordOf } from '../../base/keys/chord';
import type { Key } from '../../base/keys/key';
import { chordsOf, isKeyOf } from '../../base/keys/keys-in-use';
import { i18n } from '../../base/strings';
import { beginsName, classOfForeignKey, isPlain, steps } from '../layout/keys';
import { stepInGallery } from '../session/move';
import type { GallerySession } from '../session/session';
import { movesPicture, type ZoomAct, zoomKeys } from '../zoom/zooming';

/**
 * Something that can be done in a gallery, defined once: the keys, the list of keys, the buttons and the commands of Ctrl+K all come from
 * one table. If a key fits two actions, the first in the table gets it.
 */
export interface Action<S extends GallerySession = GallerySession> {
  readonly id: string;
  readonly label: () => string;
  readonly keys: Binding;
  /** Whether a key that is not among its own triggers the action as well. */
  readonly test?: (key: Key, session: S) => boolean;
  /** Whether a key triggers the action if no other action has that key. */
  readonly otherKeys?: (key: Key) => boolean;
  /** Whether its keys trigger it now; without this function they always do. */
  readonly listens?: (session: S) => boolean;
  /** Returns a promise if the next action must wait for it. Buttons and commands leave out `key`. */
  readonly perform: (session: S, key?: Key) => unknown;
  /** Whether the action is possible now; without this function it always is. */
  readonly applies?: (session: S) => boolean;
  /** Whether it changes the project: then it is not possible in a read-only project, which its button says. */
  readonly writes?: boolean;
  /** The icon of the button or of the command of Ctrl+K; an action without one has neither. */
  readonly icon?: typeof IconCheck;
}

/** Whether the action would affect any image. */
export const choosesAny = (session: GallerySession) => session.chosenCount > 0;
const showsAny = (session: GallerySession) => (session.shown.get()?.rows.length ?? 0) > 0;

/** Queues the action and runs it if it still applies then. */
export function perform<S extends GallerySession>(action: Action<S>, session: S, key?: Key): void {
  session.turns.take(() => {
    if (action.writes && readOnly.get()) return session.say(i18n.t('restore.cannotWrite'));
    return isPossible(action, session) ? action.perform(session, key) : undefined;
  });
}

/** Whether an action can be done now. */
export const isPossible = <S extends GallerySession>({ writes, applies }: Action<S>, session: S): boolean =>
  !(writes && readOnly.get()) && (applies?.(session) ?? true);

/**
 * The action of a key. Shift is ignored if no action has the key with Shift. A letter of another alphabet that is the key of a class always
 * stands for the class, even if an action has the key at the same place of the keyboard.
 */
export function actionOf<S extends GallerySession>(
  actions: readonly Action<S>[],
  key: Key,
  session: S,
): Action<S> | undefined {
  const isClassKey = classOfForeignKey(key, session.classes) !== undefined;
  const having = (pressed: Key) => {
    const chord = isClassKey ? null : chordOf(pressed);
    return actions.find(
      ({ keys: its, test, listens }) =>
        (listens?.(session) ?? true) &&
        ((chord !== null && chordsOf(its).includes(chord)) || test?.(key, session)),
    );
  };
  return (
    having(key) ??
    (key.shift && !key.ctrl && !key.alt ? having({ ...key, shift: false }) : undefined) ??
    actions.find(({ otherKeys }) => otherKeys?.(key))
  );
}

const pickKeys: Binding = { ...keys('gallery.pick', '/'), more: 's h i …' };

/** Labels images with a class that is chosen by name; typing the first letter of the name opens the picker. */
export const pickAction: Action = {
  id: 'pick',
  label: () => i18n.t('gallery.pick'),
  keys: pickKeys,
  icon: IconTag,
  writes: true,
  otherKeys: beginsName,
  applies: choosesAny,
  perform: (session, key) => session.pick(key && beginsName(key) && !isKeyOf(pickKeys, key) ? key.key : ''),
};

export const undoAction: Action = {
  id: 'undo',
  label: () => i18n.t('gallery.undo'),
  keys: keys('gallery.undo', 'Ctrl Z'),
  icon: IconArrowBackUp,
  writes: true,
  perform: (session) => session.step('undo'),
};

export const redoAction: Action = {
  id: 'redo',
  label: () => i18n.t('gallery.redo'),
  keys: keys('gallery.redo', 'Ctrl Shift Z', 'Ctrl Y'),
  icon: IconArrowForwardUp,
  writes: true,
  perform: (session) => session.step('redo'),
};

const isLarge = (session: GallerySession) => session.large.get();

/** An action of the large view, whose key triggers it only while the large view is open. */
const zooms = (act: ZoomAct, label: () => string, icon?: typeof IconZoomIn): Action => ({
  id: act,
  label,
  keys: zoomKeys[act],
  icon,
  listens: isLarge,
  applies: isLarge,
  perform: (session, key) => session.zooming.do(act, key),
});

/** The actions that the large view adds. */
export const zoomActions: readonly Action[] = [
  zooms('zoom-in', () => i18n.t('gallery.zoomIn'), IconZoomIn),
  zooms('zoom-out', () => i18n.t('gallery.zoomOut'), IconZoomOut),
  zooms('actual-size', () => i18n.t('gallery.actualSize'), IconZoomReset),
  { ...zooms('pan', () => i18n.t('gallery.pan')), test: movesPicture },
  zooms('facts', () => i18n.t('gallery.facts'), IconInfoCircle),
];

/** The actions on the files of images. The files are only read. */
const fileActions: readonly Action[] = [
  {
    id: 'copy-path',
    label: () => i18n.t('gallery.copyPath'),
    keys: keys('gallery.copy-path', 'Ctrl Shift C'),
    icon: IconCopy,
    applies: choosesAny,
    perform: (session) => session.copyPaths(),
  },
  {
    id: 'show-in-folder',
    label: () => i18n.t('gallery.showInFolder'),
    keys: keys('gallery.show-in-folder', 'Ctrl Enter'),
    icon: IconFolderOpen,
    applies: showsAny,
    perform: (session) => session.showInFolder(),
  },
];

export const lookKeys = keys('gallery.look', 'Space');
export const refreshKeys = keys('gallery.refresh', 'F5');

/** The actions of every gallery. */
export const galleryActions: readonly Action[] = [
  {
    id: 'move',
    label: () => i18n.t('gallery.move'),
    keys: fixedKeys('gallery.move', '← → ↑ ↓'),
    test: ({ key, ctrl, alt }) => !ctrl && !alt && key in steps,
    perform: (session, key) => key && stepInGallery(session, steps[key.key], key.shift),
  },
  {
    id: 'range',
    label: () => i18n.t('gallery.range'),
    keys: fixedKeys('gallery.range', 'Shift  Ctrl + click'),
    perform: () => {},
  },
  {
    id: 'all',
    label: () => i18n.t('gallery.all'),
    keys: keys('gallery.all', 'Ctrl A'),
    icon: IconSelectAll,
    applies: showsAny,
    perform: (session) => session.chooseAll(),
  },
  {
    id: 'look',
    label: () => i18n.t('gallery.look'),
    keys: lookKeys,
    icon: IconMaximize,
    applies: showsAny,
    perform: (session) => session.look(),
  },
  {
    id: 'clear',
    label: () => i18n.t('gallery.clear'),
    keys: fixedKeys('gallery.clear', 'Esc'),
    test: (key) => isPlain(key, 'Escape'),
    perform: (session) => (session.large.get() ? session.large.set(false) : session.chooseNothing()),
  },
  undoAction,
  redoAction,
  {
    id: 'refresh',
    label: () => i18n.t('gallery.refresh'),
    keys: refreshKeys,
    icon: IconRefresh,
    perform: (session) => void session.showAnew(),
  },
  ...fileActions,
];

/** A screen's own actions after those of the large view, whose keys take precedence while it is open. */
export const withZoom = <S extends GallerySession>(actions: readonly Action<S>[]): readonly Action<S>[] => [
  ...zoomActions,
  ...actions,
];
