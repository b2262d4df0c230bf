import { join } from 'node:path';
import { runUntilStopped } from './launcher/run.ts';

await runUntilStopped({ root: join(import.meta.dirname, '..'), title: 'Ballast' });
