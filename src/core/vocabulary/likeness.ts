/**
 * What images are compared by: `picture`, their colours and layout, which needs nothing but the images; `network`, what a network with
 * pretrained weights sees in them, which tells things apart.
 */
export const likenessBases = ['picture', 'network'] as const;
export type LikenessBasis = (typeof likenessBases)[number];
