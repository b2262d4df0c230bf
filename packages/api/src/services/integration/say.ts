import { type IntegrationError, integrationCodes } from '@ballast/integrations';
import { vendorName } from '../outbox/content.ts';

/** What vendors' own codes mean for a person; anything else is said by our code alone. */
const meanings: Readonly<Record<string, string>> = {
  channel_not_found: 'There is no such channel, or the app was not invited to it.',
  not_in_channel: 'The app is not in that channel. Invite it there.',
  missing_scope: 'The app was not given a permission it needs. Add it there, then connect again.',
  no_recipient: 'It is not known whom to write to. Enter your member id.',
  no_data_source: 'There is no database to write to. Share a page with the app, then connect again.',
  object_not_found: 'What is needed there is gone or not shared with the app any more.',
  insufficientPermissions:
    'Consent was given for less than is needed. Connect it again and allow everything.',
  unknown_key: 'Its credentials were stored under a key that is not set any more. Connect it again.',
  label_not_found: 'There is no such label in the mailbox. Choose another one.',
  changed_meanwhile: 'It was being changed there at the same time. It is tried again.',
  not_connected: 'It is not connected.',
};

/** Why a vendor's call failed, in words for a person: ours, never the vendor's. */
export function sayError({ vendor, code, vendorCode }: IntegrationError): string {
  const meaning = vendorCode === undefined ? undefined : meanings[vendorCode];
  return `${vendorName(vendor)}: ${meaning ?? integrationCodes[code]}`;
}
