/**
 * The door to every command: `node scripts/bootstrap.mjs start`. It runs on whatever Node the machine has, with nothing
 * installed; brings pnpm, Node 24 and the packages; and hands over to `scripts/<command>.ts`.
 */
const neededMajor = 20;
const major = Number(process.versions.node.split('.')[0]);

if (major < neededMajor) {
  process.stderr.write(
    `Ballast needs Node ${neededMajor} or newer; this is ${process.versions.node}. Install a current one from https://nodejs.org and try again.\n`,
  );
  process.exitCode = 1;
} else {
  // Loaded only now: an older Node could not even read these files.
  const { bootstrap } = await import('./launcher/bootstrap.mjs');
  process.exitCode = await bootstrap(process.argv.slice(2));
}
