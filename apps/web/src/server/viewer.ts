import type { GetServerSideProps, GetServerSidePropsContext } from 'next';
import { knownCookie } from '../features/account/known-cookie.ts';
import type { Viewer } from '../features/account/viewer.ts';
import { getApp } from './app.ts';
import { toHeaders } from './to-headers.ts';

/** The signed-in person of a page request, or null; keeps the session's cookie fresh. */
async function readViewer({ req, res }: GetServerSidePropsContext): Promise<Viewer | null> {
  if (!req.headers.cookie) return null;
  const { headers, response } = await getApp().auth.api.getSession({
    headers: toHeaders(req.headers),
    returnHeaders: true,
  });
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('set-cookie', cookies);
  if (!response) return null;
  const { id, name, email, timezone, createdAt } = response.user;
  return { id, name, email, timezone: timezone ?? 'UTC', createdAt: createdAt.toISOString() };
}

/** For pages of signed-in people: hands them the viewer; a first visit leads to sign-up, a later one to sign-in. */
export const forViewer: GetServerSideProps<{ viewer: Viewer }> = async (context) => {
  const viewer = await readViewer(context);
  if (viewer) return { props: { viewer } };
  const known = context.req.cookies[knownCookie] === '1';
  const back = context.resolvedUrl === '/' ? '' : `?next=${encodeURIComponent(context.resolvedUrl)}`;
  return { redirect: { destination: `${known ? '/sign-in' : '/sign-up'}${back}`, permanent: false } };
};

/** For the sign-in and sign-up pages: who is signed in already goes to the inbox. */
export const forVisitor: GetServerSideProps<Record<string, never>> = async (context) => {
  const viewer = await readViewer(context);
  return viewer ? { redirect: { destination: '/', permanent: false } } : { props: {} };
};
