/** The part of the job runner's helpers that a job needs. */
export interface JobHelpers {
  readonly abortSignal?: AbortSignal | undefined;
  readonly job: {
    readonly id: string;
    readonly task_identifier: string;
    readonly key?: string | null;
    readonly attempts: number;
    readonly max_attempts: number;
    readonly run_at: Date;
  };
  /** Runs a statement on the job runner's own database. */
  query(text: string, values: (string | number)[]): Promise<{ readonly rowCount: number | null }>;
}
