-- Rows as people of the first release left them: at least one a table, with the values that migrations stumble over.
INSERT INTO "User" (id, name, email, timezone, "autoApprove") VALUES
  ('ada', 'Ada', 'ada@example.test', 'Pacific/Auckland', '{"update_record"}'),
  ('zoë', 'Zoë 👩🏽‍🚀', 'zoe@example.test', 'UTC', '{}');
INSERT INTO "Session" (id, token, "userId", "expiresAt", "ipAddress") VALUES ('s1', 't1', 'ada', '2000-01-01', '::1'), ('s2', 't2', 'ada', 'infinity', NULL);
INSERT INTO "Account" (id, "accountId", "providerId", "userId", password) VALUES ('a1', 'ada', 'credential', 'ada', 'hash');
INSERT INTO "Verification" (id, identifier, value, "expiresAt") VALUES ('v1', 'ada@example.test', 'x', '2026-11-24T00:00:00.123Z');
INSERT INTO "ApiKey" (id, key, "referenceId", name) VALUES ('k1', 'hash', 'ada', NULL);
INSERT INTO "Record" (id, "ownerId", category, title, fields, status, "dueAt", "dueAllDay", embedding, version) VALUES
  ('00000000-0000-7000-8000-000000000001', 'ada', 'people', 'Grace', '{"context": "met at \"sea\"", "n": 1.10}', 'open', NULL, false, '{}', 1),
  ('00000000-0000-7000-8000-000000000002', 'ada', 'projects', repeat('x', 200), '{}', 'archived', '2026-11-24T23:59:59.999Z', true, '{0.5,-1}', 7);
INSERT INTO "InboxEntry" (id, "ownerId", text, source, "externalId", status, category, confidence, "recordId") VALUES
  ('00000000-0000-7000-8000-000000000011', 'ada', repeat('ß', 10000), 'web', NULL, 'received', NULL, NULL, NULL),
  ('00000000-0000-7000-8000-000000000012', 'ada', E'two\nlines', 'slack', 'C1:1.2', 'filed', 'people', 1, '00000000-0000-7000-8000-000000000001'),
  ('00000000-0000-7000-8000-000000000013', 'zoë', 'same external id, other owner', 'slack', 'C1:1.2', 'failed', NULL, 0, NULL);
INSERT INTO "Classification" (id, "ownerId", "entryId", provider, model, "latencyMs", outcome) VALUES
  ('00000000-0000-7000-8000-000000000021', 'ada', '00000000-0000-7000-8000-000000000012', 'local', 'rules', 0, 'filed');
INSERT INTO "Correction" (id, "ownerId", "entryId", "fromCategory", "toCategory") VALUES
  ('00000000-0000-7000-8000-000000000031', 'ada', '00000000-0000-7000-8000-000000000012', NULL, 'people');
INSERT INTO "Relationship" (id, "ownerId", "fromId", "toId", kind, strength) VALUES
  ('00000000-0000-7000-8000-000000000041', 'ada', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', 'mentions', 0.25);
INSERT INTO "Digest" (id, "ownerId", kind, "periodKey", content, provider) VALUES
  ('00000000-0000-7000-8000-000000000051', 'ada', 'daily', '2026-11-23', '# Day', 'local'),
  ('00000000-0000-7000-8000-000000000052', 'ada', 'weekly', '2026-W53', '', 'openai');
INSERT INTO "Workflow" (id, "ownerId", name, enabled, "triggerType", trigger, actions) VALUES
  ('00000000-0000-7000-8000-000000000061', 'ada', 'Tell', false, 'manual', '{"type": "manual"}', '[]');
INSERT INTO "WorkflowExecution" (id, "ownerId", "workflowId", "idempotencyKey", trigger, status, "finishedAt", "rerunOfId") VALUES
  ('00000000-0000-7000-8000-000000000071', 'ada', '00000000-0000-7000-8000-000000000061', repeat('a', 64), '{}', 'failed', now(), NULL),
  ('00000000-0000-7000-8000-000000000072', 'ada', '00000000-0000-7000-8000-000000000061', NULL, '{}', 'running', NULL, '00000000-0000-7000-8000-000000000071');
INSERT INTO "WorkflowStep" (id, "executionId", position, type, status, result) VALUES
  ('00000000-0000-7000-8000-000000000081', '00000000-0000-7000-8000-000000000071', 0, 'slack_message', 'unknown', 'null');
INSERT INTO "AgentAction" (id, "ownerId", kind, params, "proposedBy", status, "rollbackData") VALUES
  ('00000000-0000-7000-8000-000000000091', 'ada', 'update_record', '{}', 'classifier', 'rolled_back', '{"title": "before"}');
INSERT INTO "OutboxMessage" (id, "ownerId", vendor, operation, payload, "dedupeId", status, attempts) VALUES
  ('00000000-0000-7000-8000-0000000000a1', 'ada', 'slack', 'chat.postMessage', '{"text": "hi"}', 'd1', 'unknown', 3);
INSERT INTO "Integration" (id, "ownerId", vendor, credentials, "credentialsKeyId", cursors) VALUES
  ('00000000-0000-7000-8000-0000000000b1', 'ada', 'gmail', '\x00ff', 'k1', '{"historyId": "18446744073709551615"}');
INSERT INTO "InboundEvent" (id, vendor, "eventKey", "ownerId") VALUES ('00000000-0000-7000-8000-0000000000c1', 'slack', 'Ev1', NULL);
INSERT INTO "IdempotencyRecord" (scope, key, fingerprint, mode, state, response, "expiresAt") VALUES
  ('ada/capture.create', 'k', '\xaa', 'atomic', 'completed', '{"n":1.10}', '2026-11-25'),
  ('ada/inbox.classify', 'k', '\xbb', 'leased', 'running', NULL, '2026-11-25');
INSERT INTO "CallRecord" (id, "ownerId", dependency, operation, outcome, attempts, "durationMs") VALUES
  ('00000000-0000-7000-8000-0000000000d1', NULL, 'openai', 'responses.create', 'unknown', 4, 2147483647);
INSERT INTO "JobRun" (id, task, status) VALUES ('00000000-0000-7000-8000-0000000000e1', 'classify', 'succeeded');
INSERT INTO "Span" ("traceId", "spanId", name, service, kind, "startMs", "endMs") VALUES (repeat('f', 32), repeat('f', 16), 'capture.create', 'web', 1, 1764000000000.25, 1764000000001);
