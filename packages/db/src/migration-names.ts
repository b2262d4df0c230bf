/** Every migration this code knows, oldest first; written by `migration:new`. */
export const migrationNames: readonly string[] = [
  '20261124023055_init',
  '20261125101500_search',
  '20261125103000_acting',
  '20261125104000_degraded',
  '20261125105000_relations_and_recurrence',
  '20261125105839_connections',
  '20261125111030_job_workers_and_embedding_backlog',
  '20261125141441_link_writing',
  '20261129142536_dismissed_conflicts',
];
