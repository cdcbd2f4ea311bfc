/** Issues that an image may have whatever its label is, in cleanlab's terms; each is determined by the pixels of the image alone. */
export const pixelIssues = ['dark', 'light', 'blurry', 'low-information'] as const;
export type PixelIssue = (typeof pixelIssues)[number];

/** `odd-size`: far from the sizes of the others. */
export const measuredIssues = [...pixelIssues, 'odd-size'] as const;
export type MeasuredIssue = (typeof measuredIssues)[number];

/** `outlier`: unlike all others by the features that images are compared by. */
export const imageIssues = [...measuredIssues, 'outlier'] as const;
export type ImageIssue = (typeof imageIssues)[number];

export const isPixelIssue = (issue: string): issue is PixelIssue =>
  (pixelIssues as readonly string[]).includes(issue);
export const isMeasuredIssue = (order: string): order is MeasuredIssue =>
  (measuredIssues as readonly string[]).includes(order);
export const isImageIssue = (order: string): order is ImageIssue =>
  (imageIssues as readonly string[]).includes(order);
