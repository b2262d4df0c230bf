import { pino } from 'pino';

/** Never printed, wherever they turn up in a log line's fields. */
const secretFields = ['authorization', 'cookie', 'password', 'token', 'key', 'text', 'email'];

/** The web app's logger: JSON lines on stdout, for facts and never for captured text. */
export function createLogger(level: string) {
  return pino({
    level,
    base: { service: 'web' },
    redact: {
      paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[redacted]',
    },
  });
}
