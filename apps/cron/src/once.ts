import { createApiClient } from './client.ts';
import { readEnv } from './env.ts';
import { runOnce } from './run-once.ts';

const task = process.argv[2] ?? '';
const outcome = await runOnce(createApiClient(readEnv()), task);
process.stdout.write(`${outcome.message}\n`);
process.exitCode = outcome.ok ? 0 : 1;
