import { createBankServer } from './server.ts';

const { server, shutdown } = createBankServer();
server.listen(Number(process.env['PORT'] ?? 4000), () => {
  process.stdout.write('The bank is open at http://localhost:4000/trpc\n');
});
process.once('SIGTERM', () => {
  server.close();
  shutdown.abort();
});
