import type { Room } from '../job/hooks';

/** A room of so many free bytes, from which nothing that was taken is missing. */
export const roomOfBytes = (free: number): Room => ({ take: (choose) => choose({ free, others: 0 }).chosen });
