import { Button } from '@mantine/core';
import { IconRulerMeasure, IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../../base/frame/Empty';
import { useWriting } from '../../../base/kept/writing';
import { ask } from '../../../base/studio/connection';
import { count, moment, percent } from '../../../base/words/format';
import { checkLabels, useMeasuring } from '../chosen/measure';
import { FoundLabels } from './FoundLabels';

/**
 * Labels that are contradicted by classifiers trained on the other labelled images. No model of the project is needed, and there may be
 * none yet.
 */
export function CheckedLabels() {
  const { t } = useTranslation();
  const writing = useWriting();
  const checking = useMeasuring('check-labels');
  const { data } = useQuery(ask.evaluate.checked.queryOptions({ input: {} }));
  if (data === undefined) return null;
  if (data === null)
    return (
      <Empty
        icon={IconTag}
        title={t('evaluate.labels.checkTitle')}
        action={checking ? undefined : { label: t('evaluate.labels.check'), run: checkLabels, writes: true }}
      >
        {t(checking ? 'evaluate.labels.checking' : 'evaluate.labels.checkHelp')}
      </Empty>
    );
  const { images, unjudged, agreeing, createdAt } = data;
  const judged = t('evaluate.labels.judged', {
    ...{ count: images, n: count(images) },
    ...{ when: moment(createdAt), share: percent(agreeing) },
  });
  const left =
    unjudged > 0 ? ` ${t('evaluate.labels.unjudged', { count: unjudged, n: count(unjudged) })}` : '';
  return (
    <FoundLabels found={data} help={judged + left} none={t('evaluate.labels.checkedNone')}>
      <Button
        variant="default"
        leftSection={<IconRulerMeasure size={15} />}
        {...writing(checking)}
        onClick={checkLabels}
      >
        {t(checking ? 'evaluate.labels.checking' : 'evaluate.labels.checkAgain')}
      </Button>
    </FoundLabels>
  );
}
