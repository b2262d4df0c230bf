export type MigrationErrorCode = 'too_new' | 'failed';

const marker = Symbol.for('ballast.migration-error');

/** Why a database could not be brought up to this code; the message says what to do. */
export class MigrationError extends Error {
  readonly [marker] = true;
  readonly code: MigrationErrorCode;
  /** The migrations it is about. */
  readonly migrations: readonly string[];

  constructor(code: MigrationErrorCode, message: string, migrations: readonly string[], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MigrationError';
    this.code = code;
    this.migrations = migrations;
  }

  static tooNew(migrations: readonly string[]): MigrationError {
    const message = `The database is newer than this code: it has ${migrations.join(', ')}. Deploy the newer code, or use another database.`;
    return new MigrationError('too_new', message, migrations);
  }

  static failed(migrations: readonly string[], cause?: unknown): MigrationError {
    const names = migrations.join(', ') || 'a migration';
    const detail = cause instanceof Error ? `: ${cause.message}` : '';
    const message = `Migration failed in ${names}${detail}\nNothing of it was applied. Put the cause right, run \`prisma migrate resolve --rolled-back ${names}\`, then start again.`;
    return new MigrationError('failed', message, migrations, cause);
  }
}

/** True for a MigrationError, also one from another copy of this module. */
export function isMigrationError(error: unknown): error is MigrationError {
  return typeof error === 'object' && error !== null && marker in error;
}
