import { IconNote, IconStar, IconTags } from '@tabler/icons-react';
import { keys } from '../../base/keys/bindings';
import { i18n } from '../../base/strings';
import { type Action, choosesAny } from '../actions/actions';
import type { MarkingSession } from './marking-session';

const starAction: Action<MarkingSession> = {
  id: 'star',
  label: () => i18n.t('marks.star'),
  keys: keys('gallery.star', '*'),
  icon: IconStar,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.star(),
};

const tagAction: Action<MarkingSession> = {
  id: 'tags',
  label: () => i18n.t('marks.tags'),
  keys: keys('gallery.tags', '#'),
  icon: IconTags,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.mark('tags'),
};

const noteAction: Action<MarkingSession> = {
  id: 'note',
  label: () => i18n.t('marks.note'),
  keys: keys('gallery.note', '"'),
  icon: IconNote,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.mark('note'),
};

/** The actions that change star, tags and note of images. */
export const markActions: readonly Action<MarkingSession>[] = [starAction, tagAction, noteAction];
