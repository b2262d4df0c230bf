export { createDatabase, type Database, type DatabaseOptions, withTransaction } from './client.ts';
export {
  type DatabaseCode,
  DatabaseError,
  type DatabaseErrorOptions,
  databaseCodes,
  isDatabaseError,
} from './database-error.ts';
export type { DatabaseEvent } from './database-events.ts';
export type * from './generated/kysely.ts';
export { Prisma, type PrismaClient } from './generated/prisma/client.ts';
export {
  createIdempotencyStore,
  type IdempotencyStoreOptions,
  type PostgresIdempotencyStore,
  type PurgeOptions,
} from './idempotency-store.ts';
export { forgetJobWorkers, showJobWorkers } from './job-workers.ts';
export type { DatabaseLogger } from './logger.ts';
export { isMigrationError, MigrationError, type MigrationErrorCode } from './migration-error.ts';
export { migrationStatus } from './migration-status.ts';
export { createIdSource, newId } from './new-id.ts';
export type { Tx } from './open-transaction.ts';
export { type Classified, classifyDatabaseError, toDatabaseError } from './pg-errors.ts';
export { acquireWaitBoundsMs, type PoolEvent, type PoolGauges } from './pool-gauges.ts';
export { type PoolSettings, parsePoolUrl } from './pool-url.ts';
export type { TxPrisma } from './prisma-view.ts';
export type {
  AgentActionRow,
  DigestRow,
  InboundEventRow,
  InboxEntryRow,
  IntegrationRow,
  OutboxMessageRow,
  RecordLinkRow,
  RecordRow,
  RelationshipRow,
  Row,
  WorkflowExecutionRow,
  WorkflowRow,
  WorkflowStepRow,
} from './rows.ts';
export type { TransactionOptions } from './transaction.ts';
export type { Isolation } from './transaction-session.ts';
