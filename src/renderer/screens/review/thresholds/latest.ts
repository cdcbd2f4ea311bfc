/**
 * Runs `work` for one input at a time. Of inputs that arrive meanwhile only the newest is kept, so that a
 * dragged handle queues no requests. `work` handles its own errors.
 */
export function latest<Input>(work: (input: Input) => Promise<void>): (input: Input) => void {
  let running = false;
  let waiting: { readonly input: Input } | null = null;
  const run = async (input: Input) => {
    running = true;
    try {
      await work(input);
    } finally {
      running = false;
      const next = waiting;
      waiting = null;
      if (next) void run(next.input);
    }
  };
  return (input) => {
    if (running) waiting = { input };
    else void run(input);
  };
}

/**
 * Runs `work` for the newest input after a pause of `ms` milliseconds, for requests that are too expensive
 * while a handle moves.
 */
export function rested<Input>(work: (input: Input) => void, ms: number): (input: Input) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return (input) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => work(input), ms);
  };
}
