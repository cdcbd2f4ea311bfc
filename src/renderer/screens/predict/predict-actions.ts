import { type Action, galleryActions, withZoom } from '../../gallery/actions';

const notHere = ['undo', 'redo', 'refresh'];

/** The actions of the Predict screen: its images are looked at and changed by nothing. */
export const predictActions: readonly Action[] = withZoom(
  galleryActions.filter(({ id }) => !notHere.includes(id)),
);
