import { useEffect, useState } from 'react';

/** A number that grows when a font has been loaded, so that a canvas which was drawn without it is drawn again. */
export function useFontsLoaded(): number {
  const [loads, setLoads] = useState(0);
  useEffect(() => {
    const loaded = () => setLoads((before) => before + 1);
    document.fonts.addEventListener('loadingdone', loaded);
    return () => document.fonts.removeEventListener('loadingdone', loaded);
  }, []);
  return loads;
}
