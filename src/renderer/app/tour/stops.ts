import type { ScreenName } from '../../base/kept/navigation';

/** The screens that the tour stops at, in the order of the work. */
export const stops = ['data', 'label', 'runs', 'review', 'evaluate'] as const satisfies readonly ScreenName[];

export type Stop = (typeof stops)[number];

/** The stop `places` further on (negative: back); null before the first and after the last. */
export function stopAt(from: Stop, places: number): Stop | null {
  return stops[stops.indexOf(from) + places] ?? null;
}
