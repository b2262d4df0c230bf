export type { Abroad, AbroadSettings } from './abroad/abroad.ts';
export { createVault, type Sealed, type Vault } from './abroad/vault.ts';
export { type CallRecorder, type CallRecorderOptions, createCallRecorder } from './call-recorder.ts';
export type { App, Principal } from './context.ts';
export { type Api, type ApiOptions, type Caller, createApi } from './create-api.ts';
export type { Dependencies, DependencySettings, DependencyState } from './dependencies.ts';
export { type DomainCode, DomainError, domainCodes, isDomainError } from './errors.ts';
export { type Logger, silentLogger } from './logger.ts';
export {
  type Delivered,
  type DeliveryFailure,
  noOutlet,
  type OutgoingMessage,
  type Outlet,
} from './outlet.ts';
export { allReasons, type ReasonFacts } from './reasons.ts';
export type { AppRouter } from './root.ts';
export type { ConsentEnd, ConsentProblem, ConsentReturn } from './services/integration/finish-consent.ts';
export type { ConsentSession } from './services/integration/start-consent.ts';
export { type GoogleVendor, googleVendorSchema } from './services/integration/vendors.ts';
export type { OutboxContent } from './services/outbox/content.ts';
export { localThinker, type Thinker } from './thinker.ts';
