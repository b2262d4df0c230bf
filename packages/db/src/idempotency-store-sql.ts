/** Separates our advisory locks from everybody else's; a collision only makes a caller wait a moment. */
const lockSeed = 7_305_246;
const lockOf = `hashtextextended($1 || E'\\n' || $2, ${lockSeed})`;
const table = '"IdempotencyRecord"';

/** `decide` in SQL, as far as a row gives its key away: completed and past its window, or running without a live lease. */
function free(row: string, fingerprint: string, now: string): string {
  return `CASE ${row}.state
    WHEN 'completed' THEN ${row}."expiresAt" <= ${now}
    ELSE ${row}."leaseExpiresAt" IS NULL
      OR ${row}."leaseExpiresAt" <= ${now}
        AND (${row}."expiresAt" <= ${now} OR ${row}.fingerprint = ${fingerprint}) END`;
}

const columns = `encode(seen.fingerprint, 'hex') AS fingerprint, seen.state, seen.steps, seen.response,
  round(extract(epoch FROM seen."leaseExpiresAt") * 1000)::float8 AS "leaseExpiresAtMs",
  round(extract(epoch FROM seen."expiresAt") * 1000)::float8 AS "expiresAtMs",
  round(extract(epoch FROM clock.now) * 1000)::float8 AS "nowMs"`;

export interface IdempotencyStatements {
  readonly claimInTransaction: string;
  readonly claimLease: string;
  readonly look: string;
  readonly completeInTransaction: string;
  readonly completeLease: string;
  readonly renewLease: string;
  readonly rememberStep: string;
  readonly releaseLease: string;
  readonly countReplays: string;
  readonly purge: string;
}

/**
 * Every statement of the store. Parameters of all: $1 scope, $2 key.
 *
 * @param clockSql What the time is. `clock_timestamp()`: the time at which the statement runs, not the one at which its
 *   transaction began, so that a long transaction judges leases and windows as they are. Whole milliseconds, as stored.
 */
export function idempotencyStatements(clockSql: string): IdempotencyStatements {
  const clock = `clock AS MATERIALIZED (SELECT date_trunc('milliseconds', ${clockSql}) AS now)`;
  const now = '(SELECT now FROM clock)';
  const after = (ms: string) => `${now} + ${ms}::float8 * interval '1 millisecond'`;
  const seen = `seen AS MATERIALIZED (SELECT * FROM ${table} WHERE scope = $1 AND key = $2)`;

  // One statement, so one round trip: a lock that is tried, never waited for; what there is; and the claim, if both
  // let it. The row is only touched when it can be had, so that replays write nothing. `seen` may be older than the
  // lock; what ON CONFLICT meets is not, and is judged again.
  const claim = (mode: 'atomic' | 'leased', token: string, leaseEnd: string) => `
WITH ${clock},
  lock AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${lockOf}) AS got),
  ${seen},
  claimed AS (
    INSERT INTO ${table} AS mine
      (scope, key, fingerprint, mode, "ownerToken", "leaseExpiresAt", "createdAt", "expiresAt")
    SELECT $1, $2, decode($3, 'hex'), '${mode}', ${token}, ${leaseEnd}, clock.now, ${after('$4')}
    FROM clock, lock
    WHERE lock.got AND NOT EXISTS (SELECT FROM seen WHERE NOT (${free('seen', "decode($3, 'hex')", now)}))
    ON CONFLICT (scope, key) DO UPDATE SET
      fingerprint = excluded.fingerprint, mode = excluded.mode, state = 'running',
      "ownerToken" = excluded."ownerToken", "leaseExpiresAt" = excluded."leaseExpiresAt",
      steps = CASE WHEN mine.state = 'running' AND mine."expiresAt" > ${now}
        AND mine.fingerprint = excluded.fingerprint THEN mine.steps ELSE '{}' END,
      response = NULL, replays = 0, "lastReplayedAt" = NULL, "completedAt" = NULL,
      "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"
    WHERE ${free('mine', 'excluded.fingerprint', now)}
    RETURNING mine.steps)
SELECT lock.got AS free, claimed.steps AS "claimedSteps", ${columns}
FROM clock CROSS JOIN lock LEFT JOIN claimed ON true LEFT JOIN seen ON true`;

  const ours = 'scope = $1 AND key = $2 AND "ownerToken" = $3::uuid AND state = \'running\'';

  return {
    claimInTransaction: claim('atomic', 'NULL', 'NULL'),
    claimLease: claim('leased', '$5::uuid', after('$6')),
    // A shared try-lock, let go with the statement: those who only look don't stand in each other's way.
    look: `
WITH ${clock}, lock AS MATERIALIZED (SELECT pg_try_advisory_xact_lock_shared(${lockOf}) AS got), ${seen}
SELECT lock.got AS free, NULL::jsonb AS "claimedSteps", ${columns}
FROM clock CROSS JOIN lock LEFT JOIN seen ON true`,
    // No fence needed: the row is this very transaction's, and nobody else can see it. None of the columns is
    // indexed, so the update stays on its page.
    completeInTransaction: `
WITH ${clock}
UPDATE ${table} SET state = 'completed', response = $3, steps = '{}', "completedAt" = ${now}
WHERE scope = $1 AND key = $2`,
    completeLease: `
WITH ${clock}
UPDATE ${table} SET state = 'completed', response = $4, steps = '{}', "ownerToken" = NULL,
  "leaseExpiresAt" = NULL, "completedAt" = ${now}, "expiresAt" = ${after('$5')}
WHERE ${ours}`,
    renewLease: `WITH ${clock} UPDATE ${table} SET "leaseExpiresAt" = ${after('$4')} WHERE ${ours}`,
    rememberStep: `
UPDATE ${table} SET steps = steps || jsonb_build_object($4::text, $5::text) WHERE ${ours}`,
    releaseLease: `UPDATE ${table} SET "ownerToken" = NULL, "leaseExpiresAt" = NULL WHERE ${ours}`,
    // Rows that somebody is taking over are passed by: a count is not worth a wait, let alone a deadlock.
    countReplays: `
WITH ${clock},
  news AS (SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) AS news(scope, key, replays)),
  there AS (
    SELECT scope, key, news.replays FROM ${table} JOIN news USING (scope, key)
    WHERE state = 'completed' FOR NO KEY UPDATE OF ${table} SKIP LOCKED)
UPDATE ${table} AS mine SET replays = mine.replays + there.replays, "lastReplayedAt" = ${now}
FROM there WHERE mine.scope = there.scope AND mine.key = there.key`,
    purge: `
WITH ${clock},
  over AS (
    SELECT scope, key FROM ${table}
    WHERE "expiresAt" <= ${now} AND ("leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= ${now})
    ORDER BY "expiresAt" LIMIT $1 FOR UPDATE SKIP LOCKED)
DELETE FROM ${table} AS mine USING over WHERE mine.scope = over.scope AND mine.key = over.key`,
  };
}
