export {
  type Ai,
  type AiOptions,
  type Classified,
  createAi,
  type IntentResult,
  type RelationReason,
  type WrittenDigest,
} from './ai/ai.ts';
export type { DigestInput } from './ai/digest.ts';
export type { EmbeddedTexts } from './ai/embed.ts';
export type { IntentInput } from './ai/intent.ts';
export type { AiContext } from './ai/model.ts';
export type { Provenance } from './ai/provenance.ts';
export type { RelationInput } from './ai/relation.ts';
export {
  type AiEnv,
  type AiProvider,
  aiEnv,
  aiProviders,
  aiSecrets,
  defaultAiEnv,
} from './ai/settings.ts';
export type {
  CalendarAccount,
  CalendarChanges,
  CalendarChannel,
  CalendarClient,
} from './calendar/client.ts';
export { type CalendarEvent, type EventInput, eventIdFor } from './calendar/event.ts';
export { type CallContext, createDoor, type Door, type DoorOptions } from './call.ts';
export { outcomeOf } from './call-failure.ts';
export type { CallRecord, OnCall } from './call-record.ts';
export {
  type AdminFields,
  adminFieldsSchema,
  type Category,
  type ClassifyInput,
  type ClassifyResult,
  type CorrectionExample,
  categories,
  categorySchema,
  classifyResultSchema,
  fieldsSchemas,
  type IdeasFields,
  ideasFieldsSchema,
  type PeopleFields,
  type ProjectsFields,
  peopleFieldsSchema,
  projectStatusSchema,
  projectsFieldsSchema,
  recurrenceSchema,
} from './classification.ts';
export { credentialId } from './credential-id.ts';
export {
  type IntegrationCode,
  IntegrationError,
  type IntegrationFacts,
  integrationCodes,
  isIntegrationError,
} from './errors.ts';
export { fetchWithin } from './fetch-within.ts';
export type { GmailClient, MailHistory, MailReference } from './gmail/client.ts';
export type { DraftInput } from './gmail/draft.ts';
export type { Mail } from './gmail/mail.ts';
export type { ConsentRequest, ConsentStart, GoogleOAuth } from './google/oauth.ts';
export { channelToken, verifyGooglePushToken } from './google/push-token.ts';
export type { GoogleAccount, GoogleTokens } from './google/tokens.ts';
export type { GuardState } from './guards.ts';
export { readHttpFailure, statusOf } from './http-failure.ts';
export { classifyLocally, LOCAL_MODEL } from './local/classify-locally.ts';
export type {
  ActionFact,
  DailyDigestFacts,
  ReceivedFact,
  WeeklyReviewFacts,
} from './local/digest/facts.ts';
export { wordsIn } from './local/digest/markdown.ts';
export { DAILY_MAX_WORDS, isEmptyDay, writeDailyDigestLocally } from './local/digest/write-daily.ts';
export { isEmptyWeek, WEEKLY_MAX_WORDS, writeWeeklyReviewLocally } from './local/digest/write-weekly.ts';
export { type Extraction, extractLocally } from './local/extract-locally.ts';
export { type DetectedIntent, detectIntentLocally } from './local/intent/detect-intent.ts';
export type { Intent } from './local/intent/rules.ts';
export { namesIn } from './local/names/names-in.ts';
export { type IntegrationLogger, silentLogger } from './logger.ts';
export type { NewPage, NotionAccount, NotionClient } from './notion/client.ts';
export type { NotionPage, PageFields } from './notion/page.ts';
export { type NotionRequest, verifyNotionSignature } from './notion/signature.ts';
export {
  defineOperation,
  type FailureFacts,
  type Operation,
  type ReadFailure,
  type Repeat,
  type TimeoutClass,
} from './operation.ts';
export {
  type DeliverOptions,
  deliverMessage,
  type OutboxAccount,
} from './outbox/deliver-message.ts';
export type { DeliveredMessage, OutboxMessage } from './outbox/message.ts';
export type { SignatureVerdict } from './same-secret.ts';
export { type DoorSettings, doorEnv, doorSettings } from './settings.ts';
export {
  escapeSlackText,
  type SlackAccount,
  type SlackClient,
  type SlackLookUp,
  type SlackMessageInput,
} from './slack/client.ts';
export { type SlackRequest, verifySlackSignature } from './slack/signature.ts';
export { defaultVendorEnv, type VendorEnv, vendorEnv, vendorSecrets } from './vendor-settings.ts';
export { createVendors, type Vendors, type VendorsOptions } from './vendors.ts';
