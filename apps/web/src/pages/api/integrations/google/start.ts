import { googleVendorSchema, isDomainError } from '@ballast/api';
import { connectionsPageWith, consentRoute } from '../../../../server/consent-route.ts';

/** Begins a consent for `?vendor=gmail` or `?vendor=google_calendar`: on to Google's page. */
export default consentRoute(async ({ api }, session, { query }) => {
  const vendor = googleVendorSchema.safeParse(query['vendor']);
  if (!vendor.success) return connectionsPageWith({});
  try {
    return await api.startConsent(session, vendor.data);
  } catch (error) {
    const problem = isDomainError(error) ? 'not_set_up' : 'unavailable';
    return connectionsPageWith({ vendor: vendor.data, problem });
  }
});
