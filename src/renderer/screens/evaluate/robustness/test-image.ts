import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../../base/studio/connection';

/** A test image to show, undefined if there is none, and the function that chooses another. */
export function useTestImage(): { readonly imageId: number | undefined; readonly another: () => void } {
  const [turn, setTurn] = useState(0);
  const { data: ids } = useQuery(ask.data.imageIds.queryOptions({ input: { split: 'test', state: 'ok' } }));
  // Golden-section steps visit images of all classes, whatever their order.
  const imageId = ids?.[Math.floor(((turn * 0.618034) % 1) * ids.length)];
  return { imageId, another: () => setTurn(turn + 1) };
}
