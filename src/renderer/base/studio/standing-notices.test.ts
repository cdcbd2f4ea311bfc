import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { putAwayAll, putAwayFailure, stay } from './standing-notices';

const shown = () => notificationsStore.getState().notifications.map(({ id }) => id);
const failure = (id: string) => stay('job', { id, title: id, message: 'The disk is full.', color: 'red' });

beforeEach(() => notifications.clean());

it('a failure takes the place of the one before, and leaves trouble of the project where it is', () => {
  stay('trouble', { id: 'trouble', title: 'Backups', message: 'The disk is full.', color: 'orange' });
  failure('import of a');
  failure('import of b');
  expect(shown()).toEqual(['trouble', 'import of b']);
  putAwayFailure();
  expect(shown()).toEqual(['trouble']);
  putAwayAll();
  expect(shown()).toEqual([]);
});

it('a success that has the id of a failure which was closed is not put away with failures', () => {
  failure('experiment 1');
  notifications.hide('experiment 1');
  notifications.show({ id: 'experiment 1', message: 'Review the labels' });
  putAwayFailure();
  expect(shown()).toEqual(['experiment 1']);
});
