/** The part of pino that the services use. Fields are facts (codes, ids, counts), never captured text. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Says nothing; for tests and examples. */
export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
