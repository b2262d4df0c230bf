/**
 * Something the person who started us can put right. The message is all they see: what is wrong, then what to do.
 */
export class StartError extends Error {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** @param {string} what @param {string} where */
export function diskFull(what, where) {
  return new StartError(
    `${what}: the disk that holds ${where} is full. Nothing is damaged: free some space and start again.`,
  );
}

/**
 * True when an error or a program's output speaks of a full disk.
 * @param {unknown} error
 */
export function speaksOfFullDisk(error) {
  return /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i.test(String(error));
}
