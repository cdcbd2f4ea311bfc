/**
 * Runs `work` for one input at a time. Of inputs that come meanwhile only the newest is worked on, so that a dragged handle never
 * queues up questions. `work` deals with its own errors.
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

/** Runs `work` for the newest input, once so many milliseconds have passed since it came: what is dear to ask is asked of a handle that rests. */
export function rested<Input>(work: (input: Input) => void, ms: number): (input: Input) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return (input) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => work(input), ms);
  };
}
