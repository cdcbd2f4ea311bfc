import { usableShare } from '../../core/workload/memory';
import { heldByOthers } from '../../files/memory/free-memory';
import { type MemoryClaims, memoryClaims } from '../../files/memory/memory-claims';
import type { Free, Room, Taken } from '../job/hooks';
import { type Computer, roomOf } from './fit';

/**
 * The memory of this process's jobs. What a job takes is claimed, so that trainings that begin together do not count on the same memory.
 * A GPU's memory is not claimed: its driver does not say which process took how much.
 */
export class JobRoom implements Room {
  #taken = 0;

  constructor(
    private readonly computer: Computer,
    /** The memory of the process before any job. */
    private readonly loaded: number,
    private readonly claims: Pick<MemoryClaims, 'claim' | 'release' | 'whileAlone'> = memoryClaims,
  ) {}

  take<T>(choose: (open: Free) => Taken<T>): T {
    const { computer, loaded, claims } = this;
    const open = (others: number) => choose({ free: roomOf(computer, loaded), others });
    if (computer.kind === 'gpu') return open(0).chosen;
    return claims.whileAlone(() => {
      const { chosen, bytes } = open(heldByOthers());
      this.#taken += bytes;
      claims.claim(loaded + this.#taken);
      return chosen;
    });
  }

  /** Ends what the job took. */
  leave(): void {
    this.#taken = 0;
    this.claims.release();
  }
}

/** One of so many equal parts of a room. */
export const partOf = (room: Room, parts: number): Room => ({
  take: (choose) => room.take(({ free, others }) => choose({ free: free / parts, others })),
});

/** A room beside work that takes so many bytes of it and is begun later. */
export const besideWork = (room: Room, bytes: number): Room => ({
  take: (choose) =>
    room.take(({ free, others }) => {
      const taken = choose({ free: Math.max(0, free - bytes / usableShare), others });
      return { ...taken, bytes: taken.bytes + bytes };
    }),
});

/** What is left of a room, of which `left` bytes are free. */
export const restOf = (room: Room, left: number): Room => ({
  take: (choose) => room.take(({ others }) => choose({ free: left, others })),
});
