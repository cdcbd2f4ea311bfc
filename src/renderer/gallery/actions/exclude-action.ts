import { IconPhotoOff } from '@tabler/icons-react';
import { keys } from '../../base/keys/bindings';
import { i18n } from '../../base/strings';
import type { GallerySession } from '../session/session';
import { type Action, choosesAny } from './actions';

/** A gallery whose images can be excluded from everything. */
export interface Excluding extends GallerySession {
  /** Whether there are chosen images, and all of them are excluded. */
  readonly allExcluded: boolean;
  /** Excludes the chosen images; brings them back if all of them are excluded. */
  exclude(): Promise<void>;
}

export const excludeKeys = keys('gallery.exclude', 'Ctrl Del', 'Ctrl Backspace');

/** Excludes images from everything: training, labelling and measuring. */
export const excludeAction: Action<Excluding> = {
  id: 'exclude',
  label: () => i18n.t('exclude.action'),
  keys: excludeKeys,
  icon: IconPhotoOff,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.exclude(),
};
