import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../base/frame/Screen';
import { sentenceOf } from '../../../base/studio/errors';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import styles from '../changes/Changes.module.css';
import settingStyles from '../setting/Setting.module.css';
import { goToField } from '../shown/form-view';

/** Every invalid setting; a click goes to it. */
export function Problems({ problems }: Pick<DraftEditor, 'problems'>) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <Panel title={t('recipe.problems', { count: problems.length })}>
      <div style={{ padding: '4px 0' }}>
        {problems.map((problem) => (
          <UnstyledButton
            key={problem.path + problem.message}
            className={styles.change}
            style={{ display: 'block', width: '100%' }}
            onClick={() => goToField(problem.path)}
          >
            <p className={settingStyles.problem}>{sentenceOf(problem)}</p>
          </UnstyledButton>
        ))}
      </div>
    </Panel>
  );
}
