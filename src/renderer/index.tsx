import './no-eval';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-kr/index.css';
import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './base/strings';
import { cssVariables, theme } from './base/program/theme';
import { showDamage } from './base/studio/damage';
import { failureOf } from './base/studio/errors';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce);

/** The studio announces changes, so no query refetches on its own. */
const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => void showDamage(failureOf(error)) }),
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="dark"
        getStyleNonce={() => nonce}
      >
        <Notifications position="bottom-right" limit={4} />
        <App />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
