export type EmbeddedErrorCode =
  | 'already_running'
  | 'disk_full'
  | 'incompatible_version'
  | 'not_permitted'
  | 'start_failed'
  | 'unsupported_platform';

const marker = Symbol.for('ballast.embedded-error');

/** Why the embedded database could not be started or stopped; the message says what to do about it. */
export class EmbeddedError extends Error {
  readonly [marker] = true;
  readonly code: EmbeddedErrorCode;
  /** The process that holds the data directory, when code is `already_running`. */
  readonly pid: number | undefined;

  constructor(
    code: EmbeddedErrorCode,
    message: string,
    options: { pid?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EmbeddedError';
    this.code = code;
    this.pid = options.pid;
  }
}

/** True for an EmbeddedError, also one from another copy of this module. */
export function isEmbeddedError(error: unknown): error is EmbeddedError {
  return typeof error === 'object' && error !== null && marker in error;
}
