import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfusionCounts } from '../../../../core/metrics/confusion';
import { useFontsLoaded } from '../../../base/program/use-fonts-loaded';
import { count, percent } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';
import { type Cell, cellShare, fullest, type MatrixMode } from './confusion';
import { cellAt, drawMatrix, layoutOf } from './draw-matrix';

interface ConfusionMatrixProps {
  readonly counts: ConfusionCounts;
  /** The positions of the classes that are shown. */
  readonly positions: readonly number[];
  readonly name: (position: number) => string;
  readonly mode: MatrixMode;
  readonly chosen: Cell | null;
  readonly open: (cell: Cell) => void;
}

/** The matrix as a picture; `mode` says what the cells show. Arrow keys move from cell to cell, and Enter opens a cell's images. */
export function ConfusionMatrix({ counts, positions, name, mode, chosen, open }: ConfusionMatrixProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  const { ref, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<Cell | null>(null);
  const most = useMemo(() => fullest(counts), [counts]);
  const layout = useMemo(() => layoutOf(positions.length, width, height), [positions, width, height]);
  const fonts = useFontsLoaded();
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again for another theme's colours, and when fonts have been loaded.
  useEffect(() => {
    if (canvas.current && width > 0)
      drawMatrix(canvas.current, {
        ...{ layout, positions, counts, most, mode, name, chosen, at },
      });
  }, [layout, positions, counts, most, mode, name, chosen, at, scheme, fonts]);
  const cellOf = ({ nativeEvent }: MouseEvent): Cell | null => {
    const found = cellAt(layout, nativeEvent.offsetX, nativeEvent.offsetY);
    return found && { label: positions[found.row], predicted: positions[found.column] };
  };
  const press = (event: KeyboardEvent) => {
    const cell = at ?? chosen ?? { label: positions[0], predicted: positions[0] };
    if (event.key === 'Enter' || event.key === ' ') open(cell);
    else {
      const [down, right] = steps[event.key] ?? [];
      if (down === undefined || right === undefined) return;
      setAt({
        label: moved(positions, cell.label, down),
        predicted: moved(positions, cell.predicted, right),
      });
    }
    event.preventDefault();
  };
  const shown = at ?? chosen;
  const imagesIn = ({ label, predicted }: Cell) => counts.at(label, predicted);
  return (
    <>
      <div ref={ref} className={styles.canvas}>
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          aria-label={t('evaluate.matrix')}
          style={{ width: layout.width, height: layout.height }}
          onMouseMove={(event) => setAt(cellOf(event))}
          onMouseLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
          onKeyDown={press}
          onClick={(event) => {
            const cell = cellOf(event);
            if (cell) open(cell);
          }}
        />
      </div>
      <p className={styles.readout} aria-live="polite">
        {shown
          ? t(wordsFor(mode, shown), {
              label: name(shown.label),
              said: name(shown.predicted),
              count: imagesIn(shown),
              n: count(imagesIn(shown)),
              share: percent(cellShare(mode === 'column' ? 'column' : 'row', shown, counts, most)),
            })
          : t('evaluate.matrixHelp')}
      </p>
    </>
  );
}

function wordsFor(mode: MatrixMode, { label, predicted }: Cell) {
  if (mode === 'column') return label === predicted ? 'evaluate.readoutRightOf' : 'evaluate.readoutOf';
  return label === predicted ? 'evaluate.readoutRight' : 'evaluate.readout';
}

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moved(positions: readonly number[], from: number, step: number): number {
  const index = Math.max(0, positions.indexOf(from)) + step;
  return positions[Math.max(0, Math.min(positions.length - 1, index))];
}
