type Backlog = Awaited<ReturnType<ReturnType<import('@ballast/api').Api['asService']>['job']['backlog']>>;

const gauges = {
  waiting: ['ballast_jobs_waiting', 'Jobs that are due and not begun.'],
  running: ['ballast_jobs_running', 'Jobs being worked on.'],
  scheduled: ['ballast_jobs_scheduled', 'Jobs that are due later.'],
  dead: ['ballast_jobs_dead', 'Jobs out of attempts.'],
} as const;

/** The job queue in Prometheus' text format: of all processes together, so take the maximum over them, not the sum. */
export function renderJobMetrics(backlog: Backlog): string {
  const lines = (['waiting', 'running', 'scheduled', 'dead'] as const).flatMap((key) => {
    const [name, help] = gauges[key];
    return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${backlog[key]}`];
  });
  const lag = 'ballast_jobs_oldest_lag_seconds';
  return `${[
    ...lines,
    `# HELP ${lag} How long the oldest waiting job has been due.`,
    `# TYPE ${lag} gauge`,
    `${lag} ${backlog.oldestLagMs / 1000}`,
  ].join('\n')}\n`;
}
