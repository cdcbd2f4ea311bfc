import { IconNote, IconStar, IconTags } from '@tabler/icons-react';
import { keys } from '../../base/keys/bindings';
import { i18n } from '../../base/strings';
import { type Action, choosesAny } from '../actions';
import type { MarkingSession } from './marking-session';

const starAction: Action<MarkingSession> = {
  id: 'star',
  label: () => i18n.t('marks.star'),
  keys: keys('gallery.star', '*'),
  icon: IconStar,
  applies: choosesAny,
  perform: (session) => session.star(),
};

const tagAction: Action<MarkingSession> = {
  id: 'tags',
  label: () => i18n.t('marks.tags'),
  keys: keys('gallery.tags', '#'),
  icon: IconTags,
  applies: choosesAny,
  perform: (session) => session.mark('tags'),
};

const noteAction: Action<MarkingSession> = {
  id: 'note',
  label: () => i18n.t('marks.note'),
  keys: keys('gallery.note', '"'),
  icon: IconNote,
  applies: choosesAny,
  perform: (session) => session.mark('note'),
};

/** What can be written on images. */
export const markActions: readonly Action<MarkingSession>[] = [starAction, tagAction, noteAction];
