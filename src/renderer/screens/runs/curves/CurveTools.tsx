import { Button, RangeSlider, Slider, Switch, Tooltip } from '@mantine/core';
import { IconZoomReset } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count } from '../../../base/words/format';
import type { Range } from '../../../charts/curve-data';
import styles from './Curves.module.css';
import { curveSettings, mostSmoothing } from './curve-view';

interface CurveToolsProps {
  /** The first and the last step of the curves. */
  readonly steps: Range;
  /** The range that is shown; null for all. */
  readonly range: Range | null;
  readonly zoom: (range: Range | null) => void;
}

/** The controls for smoothing, scale and range of all curves below. */
export function CurveTools({ steps, range, zoom }: CurveToolsProps) {
  const { t } = useTranslation();
  const settings = curveSettings.use();
  const [from, to] = range ?? steps;
  const choose = ([low, high]: [number, number]) =>
    zoom(low <= steps[0] && high >= steps[1] ? null : [low, high]);
  return (
    <div className={styles.curveTools}>
      <Tooltip label={t('runs.curves.smoothingHelp')}>
        <div className={styles.curveTool}>
          <span>
            {t('runs.curves.smoothing')} <b>{settings.smoothing.toFixed(2)}</b>
          </span>
          <Slider
            w={110}
            size="xs"
            label={null}
            min={0}
            max={mostSmoothing}
            step={0.01}
            value={settings.smoothing}
            onChange={(smoothing) => curveSettings.set({ ...settings, smoothing })}
            thumbLabel={t('runs.curves.smoothing')}
          />
        </div>
      </Tooltip>
      <Tooltip label={t('runs.curves.logHelp')}>
        <Switch
          label={t('runs.curves.log')}
          checked={settings.log}
          onChange={(event) => curveSettings.set({ ...settings, log: event.currentTarget.checked })}
        />
      </Tooltip>
      {steps[1] > steps[0] && (
        <Tooltip label={t('runs.curves.zoomHelp')}>
          <div className={styles.curveTool}>
            <span>
              {t('runs.curves.steps')}{' '}
              <b data-testid="curve-range">
                {count(from)} – {count(to)}
              </b>
            </span>
            <RangeSlider
              w={140}
              size="xs"
              label={null}
              min={steps[0]}
              max={steps[1]}
              minRange={1}
              value={[from, to]}
              onChange={choose}
              thumbFromLabel={t('runs.curves.firstStep')}
              thumbToLabel={t('runs.curves.lastStep')}
            />
          </div>
        </Tooltip>
      )}
      {range && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconZoomReset size={14} />}
          onClick={() => zoom(null)}
        >
          {t('runs.curves.whole')}
        </Button>
      )}
    </div>
  );
}
