import type { Door, Vendors } from '@ballast/integrations';
import { DomainError } from '../errors.ts';
import type { Vault } from './vault.ts';

/** What vendors are told about us, and what their requests are known by. */
export interface AbroadSettings {
  /** Where people and vendors reach the app, without a slash at the end. */
  readonly appUrl: string;
  readonly slackSigningSecret?: string | undefined;
  readonly notionWebhookSecret?: string | undefined;
  /** Stands in Gmail's push URL; calendar channels get a token made from it. */
  readonly googlePushToken?: string | undefined;
  /** The Pub/Sub topic Gmail tells of news; absent: mail is looked for every few minutes only. */
  readonly gmailTopic?: string | undefined;
  /** Google's consent page, where it is not beside the token endpoint. */
  readonly consentUrl?: string | undefined;
}

/** What it takes to reach the services that people connect. */
export interface Abroad {
  readonly vendors: Vendors;
  readonly door: Door;
  readonly vault: Vault;
  readonly settings: AbroadSettings;
}

/** @throws DomainError `dependency_unavailable` where the app was started without it. */
export function requireAbroad({ abroad }: { readonly abroad: Abroad | undefined }): Abroad {
  if (abroad) return abroad;
  throw new DomainError('dependency_unavailable', 'Connecting other services is not set up here.');
}
