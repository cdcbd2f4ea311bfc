import { fixedKeys } from '../../base/keys/bindings';
import { i18n } from '../../base/strings';
import { classOfKey } from '../layout/keys';
import type { GallerySession } from '../session/session';
import { type Action, choosesAny } from './actions';

/** A gallery whose images are labelled by the keys of classes. */
interface GivingSession extends GallerySession {
  give(classId: number): Promise<void> | undefined;
}

/** The key of a class labels the chosen images with it. */
export const giveAction: Action<GivingSession> = {
  id: 'give',
  label: () => i18n.t('label.keys.class'),
  keys: fixedKeys('gallery.give', '1 2 3 …'),
  test: (key, { classes }) => classOfKey(key, classes) !== undefined,
  writes: true,
  applies: choosesAny,
  perform: (session, key) => {
    const its = key && classOfKey(key, session.classes);
    return its && session.give(its.id);
  },
};
