import { createKeptStore } from '../../../base/kept/kept-store';

/** How curves are shown, kept on this machine. */
interface CurveSettings {
  /** The weight of earlier points in a moving average, 0 to 0.99. */
  readonly smoothing: number;
  readonly log: boolean;
}

const isSettings = (value: unknown): value is CurveSettings => {
  const { smoothing, log } = (value ?? {}) as Partial<Record<keyof CurveSettings, unknown>>;
  return typeof smoothing === 'number' && smoothing >= 0 && smoothing < 1 && typeof log === 'boolean';
};

export const curveSettings = createKeptStore<CurveSettings>(
  'curves',
  { smoothing: 0, log: false },
  isSettings,
);

export const mostSmoothing = 0.99;
