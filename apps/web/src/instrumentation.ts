/** Runs once when a server process starts: what is wrong with the environment shows now, not at the first request. */
export async function register(): Promise<void> {
  // The bundler replaces this name, so that the edge build leaves the import out.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { startWebTelemetry } = await import('./server/telemetry.ts');
  const { getApp } = await import('./server/app.ts');
  getApp();
  await startWebTelemetry();
}
