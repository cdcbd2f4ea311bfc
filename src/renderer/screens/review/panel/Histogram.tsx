import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Histogram as Bins } from '../../../../contract';
import { shareAt, snapped, stepped } from './handle';
import classes from './Panel.module.css';

interface HistogramProps {
  readonly bins: Bins;
  /** The position of the handle; null hides it. */
  readonly value: number | null;
  readonly step: number;
  readonly label: string;
  readonly valueText: string;
  readonly testId: string;
  readonly drag: (value: number) => void;
  readonly keep: () => void;
  readonly keepSoon: () => void;
  readonly cancel: () => void;
}

/**
 * Bars of counts with a handle: values to the right of it pass. The effect is shown while the handle is dragged and stored when it is
 * released, or when no more keys are pressed.
 */
export function Histogram(props: HistogramProps) {
  const { bins, value, step, label, valueText, testId, drag, keep, keepSoon, cancel } = props;
  const { min, max } = bins;
  const frame = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  const share = value === null ? 0 : shareAt(value, min, max);
  const outline = outlineOf(bins.counts);

  const follow = ({ clientX }: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!held.current || !box) return;
    drag(snapped(min + ((clientX - box.left) / box.width) * (max - min), min, max, step));
  };
  const release = () => {
    if (!held.current) return;
    held.current = false;
    keep();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && held.current) {
      held.current = false;
      cancel();
      event.stopPropagation();
      return;
    }
    const next = stepped(event.key, value ?? min, { min, max, step });
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    drag(next);
  };

  return (
    <div ref={frame} className={classes.histogram} data-off={value === null || undefined}>
      <svg viewBox={`0 0 ${bins.counts.length} 100`} preserveAspectRatio="none" aria-hidden>
        <path d={outline} className={classes.dropped} />
      </svg>
      <svg
        viewBox={`0 0 ${bins.counts.length} 100`}
        preserveAspectRatio="none"
        aria-hidden
        style={{ clipPath: `inset(0 0 0 ${share * 100}%)` }}
      >
        <path d={outline} className={classes.passing} />
      </svg>
      {value !== null && (
        <div
          role="slider"
          tabIndex={0}
          className={classes.handle}
          style={{ left: `${share * 100}%` }}
          aria-label={label}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuenow={value}
          aria-valuetext={valueText}
          data-testid={testId}
          onPointerDown={(event) => {
            held.current = true;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={follow}
          onPointerUp={release}
          onPointerCancel={release}
          onKeyDown={press}
          onKeyUp={(event) => stepped(event.key, value, { min, max, step }) !== null && keepSoon()}
          onBlur={() => keep()}
        />
      )}
    </div>
  );
}

/** The heights are square roots of the counts; otherwise the last bar of a confident teacher would dwarf all others. */
function outlineOf(counts: Uint32Array): string {
  const most = Math.sqrt(Math.max(1, ...counts));
  const bars = Array.from(counts, (count, i) => {
    const top = 100 - (Math.sqrt(count) / most) * 100;
    return `V${top.toFixed(1)}H${i + 1}`;
  });
  return `M0 100${bars.join('')}V100Z`;
}
