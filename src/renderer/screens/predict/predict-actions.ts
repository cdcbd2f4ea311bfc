import { type Action, galleryActions, withZoom } from '../../gallery/actions/actions';

const notHere = ['undo', 'redo', 'refresh'];

/** The actions of the Predict screen: its images are only viewed and never changed. */
export const predictActions: readonly Action[] = withZoom(
  galleryActions.filter(({ id }) => !notHere.includes(id)),
);
