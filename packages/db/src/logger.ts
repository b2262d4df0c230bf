/** The part of a pino logger this package uses: fields first, then the message. */
export interface DatabaseLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLogger: DatabaseLogger = { info: () => {}, warn: () => {}, error: () => {} };
