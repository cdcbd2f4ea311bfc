import { useEffect, useState } from 'react';

/** A number that grows when letters have been loaded: a canvas that was drawn without them is drawn again. */
export function useFontsLoaded(): number {
  const [loads, setLoads] = useState(0);
  useEffect(() => {
    const loaded = () => setLoads((before) => before + 1);
    document.fonts.addEventListener('loadingdone', loaded);
    return () => document.fonts.removeEventListener('loadingdone', loaded);
  }, []);
  return loads;
}
