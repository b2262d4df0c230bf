import '@fontsource-variable/newsreader/opsz.css';
import '../styles/global.css';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { AppProps } from 'next/app';
import Head from 'next/head';
import { type Viewer, ViewerProvider } from '../features/account/viewer.ts';
import { CaptureProvider } from '../features/capture/capture-provider.tsx';
import { Shell } from '../features/shell/shell.tsx';
import { Toaster } from '../features/shell/toaster.tsx';
import { trpc } from '../trpc/client.ts';

function App({ Component, pageProps }: AppProps<{ viewer?: Viewer }>) {
  const page = <Component {...pageProps} />;
  return (
    <>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>Ballast</title>
      </Head>
      {/* On the root, so that menus and dialogs, which hang off the body, have the fonts as well. */}
      <style>{`:root{--font-geist-sans:${GeistSans.style.fontFamily};--font-geist-mono:${GeistMono.style.fontFamily}}`}</style>
      {pageProps.viewer ? (
        <ViewerProvider value={pageProps.viewer}>
          <CaptureProvider key={pageProps.viewer.id}>
            <Shell>{page}</Shell>
          </CaptureProvider>
        </ViewerProvider>
      ) : (
        page
      )}
      <Toaster />
    </>
  );
}

export default trpc.withTRPC(App);
