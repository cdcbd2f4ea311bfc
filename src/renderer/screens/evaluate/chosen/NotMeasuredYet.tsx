import { IconTestPipe } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../../base/frame/Empty';
import { goTo } from '../../../base/kept/navigation';
import { ask } from '../../../base/studio/connection';
import { openSplitDialog } from '../../../dialogs/SplitDialog';
import type { MeasuredSplit } from './choice';

interface NotMeasuredYetProps {
  /** Null for a named set, which has images. */
  readonly split: MeasuredSplit | null;
  readonly icon: ComponentProps<typeof Empty>['icon'];
  /** What was not measured. */
  readonly title: string;
  readonly help: string;
  readonly action: NonNullable<ComponentProps<typeof Empty>['action']>;
  /** The sentence in place of `help` and `action` while a measurement runs or waits; null while none does. */
  readonly measuring: string | null;
}

/** Why images of a split or a named set have not been measured, and the next thing to do. */
export function NotMeasuredYet({ split, icon, title, help, action, measuring }: NotMeasuredYetProps) {
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  if (!overview) return null;
  if (split !== null && overview.splits[split] === 0) return <NoImages split={split} />;
  return (
    <Empty icon={icon} title={title} action={measuring === null ? action : undefined}>
      {measuring ?? help}
    </Empty>
  );
}

function NoImages({ split }: { readonly split: MeasuredSplit }) {
  const { t } = useTranslation();
  const run = () => {
    goTo('data');
    if (split !== 'labelled-train') openSplitDialog();
  };
  return (
    <Empty
      icon={IconTestPipe}
      title={t('evaluate.noImages', { split: t(`splits.${split}`) })}
      action={{ label: t(split === 'labelled-train' ? 'evaluate.goToData' : 'data.draw'), run }}
    >
      {t(`evaluate.noImagesHelp.${split}`)}
    </Empty>
  );
}
