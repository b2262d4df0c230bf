import type { DependencyState } from '@ballast/api';

const level = { closed: 0, half_open: 1, open: 2 } as const;

/** The breakers of this process by vendor, in Prometheus' text format: the worst of a vendor's credentials counts. */
export function renderDoorMetrics(states: readonly DependencyState[]): string {
  const worst = new Map<string, number>();
  const running = new Map<string, number>();
  for (const { vendor, breaker, running: calls } of states) {
    worst.set(vendor, Math.max(worst.get(vendor) ?? 0, level[breaker]));
    running.set(vendor, (running.get(vendor) ?? 0) + calls);
  }
  const lines = (values: Map<string, number>, name: string, help: string) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...Array.from(values, ([vendor, value]) => `${name}{vendor="${vendor}"} ${value}`),
  ];
  return `${[
    ...lines(
      worst,
      'ballast_door_breaker_state',
      'The worst breaker of a vendor: 0 closed, 1 half-open, 2 open.',
    ),
    ...lines(running, 'ballast_door_calls_running', 'Calls to a vendor under way.'),
  ].join('\n')}\n`;
}
