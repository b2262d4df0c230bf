export type { DB } from './generated/kysely.ts';
export type { DatabaseLogger } from './logger.ts';
export { migrate } from './migrate.ts';
export { isMigrationError, MigrationError, type MigrationErrorCode } from './migration-error.ts';
export { migrationStatus } from './migration-status.ts';
export { createIdSource, newId } from './new-id.ts';
