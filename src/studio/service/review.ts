import { StudioError } from '../../core/errors';
import { os } from './base';

const soon = (): never => {
  throw new StudioError('not-yet', 'Reviewing is being built.');
};

export const review = {
  labellings: os.review.labellings.handler(soon),
  overview: os.review.overview.handler(soon),
  query: os.review.query.handler(soon),
  tiles: os.review.tiles.handler(soon),
  detail: os.review.detail.handler(soon),
  balance: os.review.balance.handler(soon),
  choose: os.review.choose.handler(soon),
  plan: os.review.plan.handler(soon),
  decide: os.review.decide.handler(soon),
  undo: os.review.undo.handler(soon),
  redo: os.review.redo.handler(soon),
  map: os.review.map.handler(soon),
  trainStudent: os.review.trainStudent.handler(soon),
};
