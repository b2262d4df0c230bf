/** A reason not to start that a person can do something about. The message says what. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** What to tell a person about anything that stopped the start: one line for what is known, the error itself else. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name } = error;
  const code = 'code' in error ? String(error.code) : '';
  if (name === 'StartFailure' || name === 'EmbeddedError' || name === 'MigrationError') return error.message;
  if (code === 'ENOSPC') return 'The disk is full. Free some space, then start again; nothing was damaged.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const path = 'path' in error ? String(error.path) : 'the data directory';
    return `No permission to write ${path}. Set BALLAST_DATA_DIR to a directory you may write, or change its owner.`;
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') {
    return `The database of DATABASE_URL does not let us in (${code}): ${error.message}. Check its address, user and password.`;
  }
  return error.stack ?? error.message;
}
