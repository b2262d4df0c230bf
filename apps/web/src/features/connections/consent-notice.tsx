import { useRouter } from 'next/router';
import { consentNotice } from './consent-words.ts';

/** What came of a consent, on the page Google's redirect ends at. */
export function ConsentNotice() {
  const notice = consentNotice(useRouter().query);
  if (!notice) return null;
  const tint = notice.good ? 'bg-accent-tint text-accent' : 'bg-danger-tint text-danger';
  return (
    <p role={notice.good ? 'status' : 'alert'} className={`mb-5 rounded-card px-4 py-3 text-sm ${tint}`}>
      {notice.text}
    </p>
  );
}
