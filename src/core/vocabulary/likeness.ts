/**
 * What images are compared by: `picture` is their colours and layout, which needs nothing but the images; `network` is the features that a
 * network with pretrained weights computes, which distinguish objects.
 */
export const likenessBases = ['picture', 'network'] as const;
export type LikenessBasis = (typeof likenessBases)[number];
