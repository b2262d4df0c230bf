import { connectionsPageWith, consentRoute } from '../../../../server/consent-route.ts';

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** Where Google sends a person back to, with a code or with a refusal. */
export default consentRoute(async ({ api }, session, { query }) => {
  const { vendor, problem } = await api.finishConsent(session, {
    state: one(query['state']),
    code: one(query['code']),
    error: one(query['error']),
  });
  return connectionsPageWith(problem === undefined ? { connected: vendor } : { vendor, problem });
});
