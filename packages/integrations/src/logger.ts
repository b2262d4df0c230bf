/** The part of a pino logger this package uses: fields first, then the message. Facts only, never a text. */
export interface IntegrationLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export const silentLogger: IntegrationLogger = { info: () => {}, warn: () => {} };
