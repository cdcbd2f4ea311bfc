import { useQuery } from '@tanstack/react-query';
import type { ImageFacts } from '../../../contract';
import { ask } from '../../base/studio/connection';
import type { Size } from './zoom';

/** Null where nobody knows its pixels. */
export const sizeOf = ({ width, height }: ImageFacts): Size | null =>
  width === null || height === null ? null : { width, height };

/** The pixels of images: null where they are not known, undefined until that is asked. */
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
