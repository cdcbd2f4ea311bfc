import { useTranslation } from 'react-i18next';
import type { ReliabilityBin } from '../../contract';
import { count, percent } from '../base/words/format';
import styles from './ReliabilityDiagram.module.css';

interface ReliabilityDiagramProps {
  readonly bins: readonly ReliabilityBin[];
  readonly images: number;
}

const side = 360;
const left = 62;
const top = 8;
const histogram = 56;
const bottom = top + side;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

const x = (share: number) => left + share * side;
const y = (share: number) => bottom - share * side;

/**
 * Accuracy by confidence (bars) against perfect calibration (the diagonal), with the number of images at each
 * confidence below.
 */
export function ReliabilityDiagram({ bins, images }: ReliabilityDiagramProps) {
  const { t } = useTranslation();
  const most = Math.max(...bins.map((bin) => bin.images));
  return (
    <svg
      className={styles.diagram}
      viewBox={`0 0 ${left + side + 24} ${bottom + histogram + 52}`}
      role="img"
      aria-label={t('evaluate.diagram')}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={left + side} y1={y(tick)} y2={y(tick)} className={styles.gridLine} />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end">
            {percent(tick, 0)}
          </text>
          <text x={x(tick)} y={bottom + histogram + 24} textAnchor="middle">
            {percent(tick, 0)}
          </text>
        </g>
      ))}
      {bins.map((bin) => (
        <Bar
          key={bin.from}
          bin={bin}
          most={most}
          title={t('evaluate.bin', {
            from: percent(bin.from, 0),
            to: percent(bin.to, 0),
            count: bin.images,
            n: count(bin.images),
            share: percent(bin.images / images, 0),
            confidence: percent(bin.confidence),
            accuracy: percent(bin.accuracy),
          })}
        />
      ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className={styles.diagonal} />
      <line x1={left} x2={left + side} y1={bottom} y2={bottom} className={styles.axis} />
      <text x={left + side / 2} y={bottom + histogram + 44} textAnchor="middle">
        {t('evaluate.confidence')}
      </text>
      <text x={12} y={top + side / 2} textAnchor="middle" transform={`rotate(-90 12 ${top + side / 2})`}>
        {t('evaluate.metrics.accuracy')}
      </text>
    </svg>
  );
}

function Bar({
  bin,
  most,
  title,
}: {
  readonly bin: ReliabilityBin;
  readonly most: number;
  readonly title: string;
}) {
  const width = x(bin.to) - x(bin.from) - 2;
  const [low, high] = [Math.min(bin.accuracy, bin.confidence), Math.max(bin.accuracy, bin.confidence)];
  const height = (bin.images / most) * (histogram - 8);
  return (
    <g>
      <title>{title}</title>
      <rect x={x(bin.from) + 1} y={top} width={width} height={side + histogram} fill="transparent" />
      <rect
        x={x(bin.from) + 1}
        y={y(low)}
        width={width}
        height={bottom - y(low)}
        className={styles.accuracy}
      />
      <rect x={x(bin.from) + 1} y={y(high)} width={width} height={y(low) - y(high)} className={styles.gap} />
      <line
        x1={x(bin.from) + 1}
        x2={x(bin.from) + 1 + width}
        y1={y(bin.accuracy)}
        y2={y(bin.accuracy)}
        className={styles.reached}
      />
      <rect
        x={x(bin.from) + 1}
        y={bottom + 4}
        width={width}
        height={Math.max(1, height)}
        className={styles.howMany}
      />
    </g>
  );
}
