/** `DATABASE_URL=… node scripts/migrate.ts`: brings a database of one's own up to this code, offline. */

import { migrate } from '../src/migrate.ts';
import { isMigrationError } from '../src/migration-error.ts';

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('Set DATABASE_URL to the database, past any pooler.\n');
  process.exit(2);
}
try {
  const { applied } = await migrate({ url });
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'Nothing to apply.\n');
} catch (error) {
  process.stderr.write(`${isMigrationError(error) ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
