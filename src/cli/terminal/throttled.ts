/** Reports, at most once every few seconds, how many bytes have arrived. */
export function throttled(tell: (bytes: number, all: number) => void): (bytes: number, all: number) => void {
  let last = performance.now();
  return (bytes, all) => {
    if (performance.now() - last < 3000) return;
    last = performance.now();
    tell(bytes, all);
  };
}
