import { Group, type GroupProps } from '@mantine/core';
import styles from './DialogButtons.module.css';

/** The last line of a dialog: it stays in sight while what is above it scrolls in a small window. */
export function DialogButtons(props: Omit<GroupProps, 'className'>) {
  return <Group justify="end" {...props} className={styles.buttons} />;
}
