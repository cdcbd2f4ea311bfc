import { useTranslation } from 'react-i18next';
import type { FlipRates, PerturbationSummary } from '../../../../core/perturbations/measures';
import { percent } from '../../../base/words/format';
import attacks from './Attacks.module.css';
import robust from './Robustness.module.css';

interface PerturbationTableProps {
  readonly summary: PerturbationSummary;
  /** The flip rates relative to those of `base`; null if there is nothing to compare with. */
  readonly rates: FlipRates | null;
  readonly base: string;
}

/** How often a model's predictions change under each perturbation. */
export function PerturbationTable({ summary, rates, base }: PerturbationTableProps) {
  const { t } = useTranslation();
  const ranked = summary.top5 !== null;
  return (
    <div className={robust.scroll}>
      <table className={attacks.table} data-testid="perturbation-table">
        <caption>{t('evaluate.perturbed.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.perturbed.perturbation')}</th>
            <th scope="col" title={t('evaluate.perturbed.flipHelp')}>
              {t('evaluate.perturbed.fp')}
            </th>
            {ranked && (
              <th scope="col" title={t('evaluate.perturbed.top5Help')}>
                {t('evaluate.perturbed.top5')}
              </th>
            )}
            {rates && (
              <th scope="col" title={t('evaluate.perturbed.frHelp', { model: base })}>
                {t('evaluate.perturbed.fr')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {summary.rows.map(({ perturbation, flip, top5 }) => (
            <tr key={perturbation} data-perturbation={perturbation}>
              <th scope="row" title={t(`evaluate.perturbed.help.${perturbation}`)}>
                {t(`evaluate.perturbed.names.${perturbation}`)}
              </th>
              <td>{percent(flip)}</td>
              {ranked && <td>{top5?.toFixed(2) ?? '–'}</td>}
              {rates && (
                <td>{percent(rates.rows.find((each) => each.perturbation === perturbation)?.rate, 0)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
