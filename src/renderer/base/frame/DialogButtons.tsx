import { Group, type GroupProps } from '@mantine/core';
import styles from './DialogButtons.module.css';

/** The line of buttons at the end of a dialog. It stays visible while the content above it scrolls in a small window. */
export function DialogButtons(props: Omit<GroupProps, 'className'>) {
  return <Group justify="end" {...props} className={styles.buttons} />;
}
