/** The API on a port, in a process of its own, for `pnpm chaos`: `server.ts <database url>`. */
import { startTestApi } from '@ballast/api/testing';
import { createDatabase } from '@ballast/db';

const database = createDatabase({ url: process.argv[2] ?? '' });
const api = await startTestApi({ database });
process.send?.({ url: api.url });
process.on('disconnect', () => process.exit(0));
