import { Logger } from 'graphile-worker';
import pino, { type Logger as Pino } from 'pino';

/** JSON lines on stdout. Job payloads hold ids only, and are not logged at all. */
export function createLogger(level: string): Pino {
  return pino({ level, base: { app: 'cron' } });
}

/** The job runner's messages as our log lines; its debug chatter stays out. */
export function workerLogger(log: Pino): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else if (level === 'info') log.info(message);
  });
}
