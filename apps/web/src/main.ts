import { createServer } from 'node:http';
import { dirname } from 'node:path';
import next from 'next';
import { readEnv } from './env.ts';
import { createGate, drain } from './server/drain.ts';
import { lifecycle } from './server/lifecycle.ts';

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readEnvOrFail() {
  try {
    return readEnv();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const env = readEnvOrFail();
const app = next({ dev: process.argv.includes('--dev'), dir: dirname(import.meta.dirname), port: env.PORT });
await app.prepare();

const gate = createGate({ lifecycle, handle: app.getRequestHandler() });
const server = createServer(gate.handle);
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    fail(`Port ${env.PORT} is in use. Stop what uses it, or start with another one: PORT=${env.PORT + 1}.`);
  }
  fail(`The server can't listen on port ${env.PORT}: ${error.code ?? error.message}.`);
});
server.listen(env.PORT);

let stopping = false;
async function stop(): Promise<void> {
  // A second signal means now.
  if (stopping) process.exit(1);
  stopping = true;
  await drain({ lifecycle, server, gate, graceMs: env.SHUTDOWN_GRACE_MS });
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
