import { useQuery } from '@tanstack/react-query';
import type { ImageFacts } from '../../../contract';
import { ask } from '../../base/studio/connection';
import type { Size } from './zoom';

/** The size of an image; null if it is unknown. */
export const sizeOf = ({ width, height }: ImageFacts): Size | null =>
  width === null || height === null ? null : { width, height };

/** The sizes of images in pixels: null if a size is unknown, undefined until the studio has answered. */
export function useSizes(ids: readonly number[]): (imageId: number) => Size | null | undefined {
  const { data } = useQuery({
    ...ask.data.imageFacts.queryOptions({ input: { ids: [...ids] } }),
    enabled: ids.length > 0,
  });
  return (imageId) => {
    const facts = data?.find(({ id }) => id === imageId);
    return facts && sizeOf(facts);
  };
}
