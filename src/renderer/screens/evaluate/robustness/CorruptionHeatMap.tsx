import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { corruptionGroups, severities } from '../../../../core/corruptions/corruption';
import type {
  CorruptionErrors,
  CorruptionRow,
  CorruptionSummary,
} from '../../../../core/corruptions/measures';
import { corruptionOf } from '../../../../core/corruptions/table';
import { percent } from '../../../base/words/format';
import robust from './Robustness.module.css';

interface HeatMapProps {
  readonly summary: CorruptionSummary;
  /** The errors relative to those of `base`, by corruption; null if there is nothing to compare with. */
  readonly errors: CorruptionErrors | null;
  readonly base: string;
}

/** The accuracy under each corruption at each severity: the more images of a cell are right, the stronger its colour. */
export function CorruptionHeatMap({ summary, errors, base }: HeatMapProps) {
  const { t } = useTranslation();
  const counted = summary.rows.filter(({ corruption }) => !corruptionOf(corruption).extra);
  const parts = [
    ...corruptionGroups.map((group) => ({
      title: t(`evaluate.robust.groups.${group}`),
      rows: counted.filter(({ corruption }) => corruptionOf(corruption).group === group),
    })),
    {
      title: t('evaluate.robust.extra'),
      rows: summary.rows.filter(({ corruption }) => corruptionOf(corruption).extra),
    },
  ].filter(({ rows }) => rows.length > 0);
  const columns = severities.length + (errors ? 3 : 2);
  return (
    <div className={robust.scroll}>
      <table className={robust.heat} data-testid="heat-map">
        <caption>{t('evaluate.robust.heat')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.robust.corruption')}</th>
            {severities.map((severity) => (
              <th key={severity} scope="col" aria-label={`${t('evaluate.robust.severity')} ${severity}`}>
                {severity}
              </th>
            ))}
            <th scope="col">{t('evaluate.robust.average')}</th>
            {errors && (
              <th scope="col" title={t('evaluate.robust.ceHelp', { model: base })}>
                {t('evaluate.robust.ce')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ title, rows }) => (
            <Fragment key={title}>
              <tr>
                <th scope="rowgroup" colSpan={columns} className={robust.group}>
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <HeatRow key={row.corruption} row={row} errors={errors} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeatRow({ row, errors }: { readonly row: CorruptionRow; readonly errors: CorruptionErrors | null }) {
  const { t } = useTranslation();
  const { corruption, accuracy, mean } = row;
  return (
    <tr data-corruption={corruption}>
      <th scope="row" title={t(`evaluate.robust.help.${corruption}`)}>
        {t(`evaluate.robust.names.${corruption}`)}
      </th>
      {severities.map((severity, i) => (
        <HeatCell key={severity} share={accuracy[i]} />
      ))}
      <td className={robust.mean}>{percent(mean)}</td>
      {errors && <td>{percent(errors.rows.find((each) => each.corruption === corruption)?.ce, 0)}</td>}
    </tr>
  );
}

function HeatCell({ share }: { readonly share: number | null }) {
  if (share === null) return <td className={robust.none}>–</td>;
  return (
    <td className={robust.cell} style={{ '--share': `${Math.round(100 * share)}%` } as React.CSSProperties}>
      {(100 * share).toFixed(1)}
    </td>
  );
}
