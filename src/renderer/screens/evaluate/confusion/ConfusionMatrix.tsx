import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfusionView } from '../../../../contract';
import { useFontsLoaded } from '../../../base/program/use-fonts-loaded';
import { count, percent } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';
import { type Cell, cellShare, type MatrixMode, matrixSums } from './confusion';
import { cellAt, drawMatrix, layoutOf } from './draw-matrix';

interface ConfusionMatrixProps {
  readonly view: ConfusionView;
  /** Classes that are shown, by position. */
  readonly positions: readonly number[];
  readonly name: (position: number) => string;
  readonly mode: MatrixMode;
  readonly chosen: Cell | null;
  readonly open: (cell: Cell) => void;
}

/** The matrix as a picture: one cell is a share of its label's images. Arrows move a cell, Enter opens its images. */
export function ConfusionMatrix({ view, positions, name, mode, chosen, open }: ConfusionMatrixProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  const { ref, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<Cell | null>(null);
  const classes = view.classIds.length;
  const sums = useMemo(() => matrixSums(view.counts, classes), [view, classes]);
  const layout = useMemo(() => layoutOf(positions.length, width, height), [positions, width, height]);
  const fonts = useFontsLoaded();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours, and letters come after the first drawing.
  useEffect(() => {
    if (canvas.current && width > 0)
      drawMatrix(canvas.current, {
        ...{ layout, positions, counts: view.counts, classes, mode, sums, name, chosen, at },
      });
  }, [layout, positions, view, classes, mode, sums, name, chosen, at, scheme, fonts]);
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
  const imagesIn = ({ label, predicted }: Cell) => view.counts[label * classes + predicted];
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
              share: percent(cellShare(mode === 'column' ? 'column' : 'row', imagesIn(shown), shown, sums)),
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
