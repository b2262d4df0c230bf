import type { ApiClient } from './client.ts';

const kinds = { 'daily-digest': 'daily', 'weekly-review': 'weekly' } as const;

/**
 * Runs one tick for system cron or Kubernetes. The caller chose the hour, so no owner is skipped for theirs. Fails
 * (`ok: false`) for an unknown task, an unreachable app, or when an owner's digest failed.
 */
export async function runOnce(api: ApiClient, task: string): Promise<{ ok: boolean; message: string }> {
  const kind = kinds[task as keyof typeof kinds];
  if (!kind)
    return { ok: false, message: `"${task}" is no task; choose ${Object.keys(kinds).join(' or ')}.` };
  try {
    // No key: a digest is unique by owner and period, so a repeat returns what is there and retries what failed.
    const report = await api.digest.generateAll.mutate({ kind });
    return { ok: report.failed === 0, message: `${task}: ${JSON.stringify(report)}` };
  } catch (error) {
    return {
      ok: false,
      message: `${task} failed: ${error instanceof Error ? error.message : 'unknown error'}`,
    };
  }
}
