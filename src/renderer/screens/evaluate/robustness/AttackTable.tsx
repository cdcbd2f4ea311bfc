import { useTranslation } from 'react-i18next';
import { type AttackedResults, attackTitles, curvesOf } from '../../../../core/adversarial/strength';
import { accuracyInterval } from '../../../../core/sentences/metrics';
import { percent } from '../../../base/words/format';
import attacks from './Attacks.module.css';
import robust from './Robustness.module.css';

/** The accuracies of one model under the attacks, with their intervals. */
export function AttackTable({
  measured,
  model,
}: {
  readonly measured: AttackedResults;
  readonly model: string;
}) {
  const { t } = useTranslation();
  const curves = curvesOf(measured);
  const epsilons = [...new Set(curves.flatMap(({ points }) => points.map(({ epsilon }) => epsilon)))];
  return (
    <div className={robust.scroll}>
      <table className={attacks.table} data-testid="attack-table">
        <caption>{t('evaluate.attacks.table', { model })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.attacks.epsilon')}</th>
            {curves.map(({ attack, steps }) => (
              <th key={`${attack} ${steps}`} scope="col" title={t(`evaluate.attacks.help.${attack}`)}>
                {attack === 'pgd' ? t('evaluate.attacks.steps', { count: steps }) : attackTitles[attack]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {epsilons
            .sort((a, b) => a - b)
            .map((epsilon) => (
              <tr key={epsilon} data-epsilon={epsilon}>
                <th scope="row">{epsilon === 0 ? t('evaluate.attacks.clean') : `${epsilon}/255`}</th>
                {curves.map(({ attack, steps, points }) => {
                  const accuracy = points.find((point) => point.epsilon === epsilon)?.accuracy ?? null;
                  return (
                    <td key={`${attack} ${steps}`}>
                      {percent(accuracy)} <small>{accuracyInterval(accuracy, measured.images)}</small>
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
