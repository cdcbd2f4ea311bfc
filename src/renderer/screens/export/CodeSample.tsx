import { Button, CopyButton, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Sample } from '../../../core/export/samples';
import styles from './Export.module.css';

/** A code sample that can be copied; long lines are wrapped. */
export function CodeSample({ sample: { language, code } }: { readonly sample: Sample }) {
  const { t } = useTranslation();
  return (
    <div className={styles.code}>
      <header>
        <Text fz="xs" fw={500}>
          {t(`export.model.sample.${language}`)}
        </Text>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
              onClick={copy}
            >
              {t(copied ? 'export.model.copied' : 'export.model.copy')}
            </Button>
          )}
        </CopyButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long sample must be scrolled by keyboard too */}
      <pre className="selectable" tabIndex={0}>
        {code}
      </pre>
    </div>
  );
}
