-- What all migrations together come to, for reviewing a migration's effect. Written by `schema:dump`; a test
-- keeps it equal. To be read, not run: the order is by name.

-- extensions

CREATE EXTENSION pg_trgm;

-- types

CREATE TYPE "ActionStatus" AS ENUM ('proposed', 'approved', 'rejected', 'executed', 'failed', 'rolled_back');
CREATE TYPE "Category" AS ENUM ('people', 'projects', 'ideas', 'admin');
CREATE TYPE "DigestKind" AS ENUM ('daily', 'weekly');
CREATE TYPE "EntryStatus" AS ENUM ('received', 'classifying', 'filed', 'needs_review', 'fixed', 'failed');
CREATE TYPE "ExecutionStatus" AS ENUM ('running', 'succeeded', 'failed');
CREATE TYPE "IdempotencyState" AS ENUM ('running', 'completed');
CREATE TYPE "OutboxStatus" AS ENUM ('pending', 'delivering', 'delivered', 'failed', 'unknown');
CREATE TYPE "RecordStatus" AS ENUM ('open', 'done', 'snoozed', 'archived');
CREATE TYPE "StepStatus" AS ENUM ('pending', 'succeeded', 'failed', 'unknown');

-- tables

CREATE TABLE "Account" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp(3) with time zone,
  "refreshTokenExpiresAt" timestamp(3) with time zone,
  scope text,
  password text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "AgentAction" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  kind text NOT NULL,
  params jsonb NOT NULL,
  reason text,
  "proposedBy" text NOT NULL,
  status "ActionStatus" NOT NULL DEFAULT 'proposed'::"ActionStatus",
  "rollbackData" jsonb,
  audit jsonb NOT NULL DEFAULT '[]'::jsonb,
  error text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "executedAt" timestamp(3) with time zone,
  "dedupeKey" text
);
CREATE TABLE "ApiKey" (
  id text NOT NULL,
  "configId" text NOT NULL DEFAULT 'default'::text,
  name text,
  start text,
  prefix text,
  key text NOT NULL,
  "referenceId" text NOT NULL,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamp(3) with time zone,
  enabled boolean NOT NULL DEFAULT true,
  "rateLimitEnabled" boolean NOT NULL DEFAULT true,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer NOT NULL DEFAULT 0,
  remaining integer,
  "lastRequest" timestamp(3) with time zone,
  "expiresAt" timestamp(3) with time zone,
  permissions text,
  metadata text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "CallRecord" (
  id uuid NOT NULL,
  "ownerId" text,
  dependency text NOT NULL,
  operation text NOT NULL,
  outcome text NOT NULL,
  attempts integer NOT NULL,
  "durationMs" integer NOT NULL,
  "errorCode" text,
  "retryAfterMs" integer,
  "traceId" text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Classification" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  "entryId" uuid NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  "promptVersion" text,
  category "Category",
  confidence double precision,
  title text,
  "latencyMs" integer NOT NULL,
  "inputTokens" integer,
  "outputTokens" integer,
  outcome text NOT NULL,
  "errorCode" text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "ConsentStart" (
  "stateHash" bytea NOT NULL,
  "ownerId" text NOT NULL,
  "sessionId" text NOT NULL,
  vendor text NOT NULL,
  verifier bytea NOT NULL,
  "redirectUri" text NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL
);
CREATE TABLE "Correction" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  "entryId" uuid NOT NULL,
  "fromCategory" "Category",
  "toCategory" "Category" NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Digest" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  kind "DigestKind" NOT NULL,
  "periodKey" text NOT NULL,
  content text NOT NULL,
  provider text NOT NULL,
  "deliveredAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "IdempotencyRecord" (
  scope text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  mode text NOT NULL,
  state "IdempotencyState" NOT NULL DEFAULT 'running'::"IdempotencyState",
  "ownerToken" uuid,
  "leaseExpiresAt" timestamp(3) with time zone,
  steps jsonb NOT NULL DEFAULT '{}'::jsonb,
  response text,
  replays integer NOT NULL DEFAULT 0,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "completedAt" timestamp(3) with time zone,
  "lastReplayedAt" timestamp(3) with time zone,
  "expiresAt" timestamp(3) with time zone NOT NULL
);
CREATE TABLE "InboundEvent" (
  id uuid NOT NULL,
  vendor text NOT NULL,
  "eventKey" text NOT NULL,
  "ownerId" text,
  "receivedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "processedAt" timestamp(3) with time zone,
  "integrationId" uuid,
  payload jsonb
);
CREATE TABLE "InboxEntry" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  text text NOT NULL,
  source text NOT NULL DEFAULT 'web'::text,
  "externalId" text,
  status "EntryStatus" NOT NULL DEFAULT 'received'::"EntryStatus",
  category "Category",
  confidence double precision,
  provider text,
  error text,
  "recordId" uuid,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "degradedAt" timestamp(3) with time zone
);
CREATE TABLE "Integration" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  vendor text NOT NULL,
  "accountRef" text,
  status text NOT NULL DEFAULT 'connected'::text,
  credentials bytea,
  "credentialsKeyId" text,
  settings jsonb NOT NULL DEFAULT '{}'::jsonb,
  cursors jsonb NOT NULL DEFAULT '{}'::jsonb,
  "consecutiveFailures" integer NOT NULL DEFAULT 0,
  "lastSuccessAt" timestamp(3) with time zone,
  "lastErrorAt" timestamp(3) with time zone,
  "lastError" text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "connectedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastSyncAt" timestamp(3) with time zone
);
CREATE TABLE "JobRun" (
  id uuid NOT NULL,
  "ownerId" text,
  task text NOT NULL,
  key text,
  status text NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  report jsonb,
  error text,
  "traceId" text,
  "queuedAt" timestamp(3) with time zone,
  "startedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finishedAt" timestamp(3) with time zone
);
CREATE TABLE "JobWorker" (
  id text NOT NULL,
  "seenAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "OutboxMessage" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  vendor text NOT NULL,
  operation text NOT NULL,
  payload jsonb NOT NULL,
  "dedupeId" text NOT NULL,
  status "OutboxStatus" NOT NULL DEFAULT 'pending'::"OutboxStatus",
  attempts integer NOT NULL DEFAULT 0,
  "externalRef" text,
  error text,
  "availableAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deliveredAt" timestamp(3) with time zone,
  uncertain boolean NOT NULL DEFAULT false,
  "leaseToken" uuid,
  "leaseExpiresAt" timestamp(3) with time zone,
  "stepId" uuid,
  "actionId" uuid
);
CREATE TABLE "Record" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  category "Category" NOT NULL,
  title text NOT NULL,
  fields jsonb NOT NULL DEFAULT '{}'::jsonb,
  status "RecordStatus" NOT NULL DEFAULT 'open'::"RecordStatus",
  "dueAt" timestamp(3) with time zone,
  "dueAllDay" boolean NOT NULL DEFAULT false,
  recurrence text,
  "snoozedUntil" timestamp(3) with time zone,
  version integer NOT NULL DEFAULT 1,
  embedding double precision[] DEFAULT ARRAY[]::double precision[],
  "embeddingModel" text,
  "searchVector" tsvector DEFAULT ''::tsvector,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "archivedAt" timestamp(3) with time zone,
  "sourceText" text NOT NULL DEFAULT ''::text,
  "embeddedVersion" integer,
  "embeddingCode" bit(256),
  "lastCompletedAt" timestamp(3) with time zone
);
CREATE TABLE "RecordConflict" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  "recordId" uuid NOT NULL,
  vendor text NOT NULL,
  kept text NOT NULL,
  ours jsonb NOT NULL,
  theirs jsonb NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "dismissedAt" timestamp(3) with time zone
);
CREATE TABLE "RecordLink" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  "integrationId" uuid NOT NULL,
  "recordId" uuid NOT NULL,
  vendor text NOT NULL,
  "externalId" text,
  version integer NOT NULL DEFAULT 0,
  fingerprint text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  writing text,
  "writingUntil" timestamp(3) with time zone
);
CREATE TABLE "Relationship" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  "fromId" uuid NOT NULL,
  "toId" uuid NOT NULL,
  kind text NOT NULL,
  strength double precision NOT NULL DEFAULT 0,
  mentions integer NOT NULL DEFAULT 1,
  reason text,
  "lastMentionedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Session" (
  id text NOT NULL,
  token text NOT NULL,
  "userId" text NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Span" (
  "traceId" text NOT NULL,
  "spanId" text NOT NULL,
  "parentSpanId" text,
  name text NOT NULL,
  service text NOT NULL,
  kind integer NOT NULL,
  "startMs" double precision NOT NULL,
  "endMs" double precision NOT NULL,
  "statusCode" integer NOT NULL DEFAULT 0,
  attributes jsonb NOT NULL DEFAULT '{}'::jsonb,
  links jsonb NOT NULL DEFAULT '[]'::jsonb,
  "ownerId" text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "User" (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  "emailVerified" boolean NOT NULL DEFAULT false,
  image text,
  timezone text NOT NULL DEFAULT 'UTC'::text,
  "autoApprove" text[] DEFAULT ARRAY[]::text[],
  "digestToSlack" boolean NOT NULL DEFAULT false,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Verification" (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Workflow" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  "triggerType" text NOT NULL,
  trigger jsonb NOT NULL,
  actions jsonb NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "nextRunAt" timestamp(3) with time zone
);
CREATE TABLE "WorkflowExecution" (
  id uuid NOT NULL,
  "ownerId" text NOT NULL,
  "workflowId" uuid NOT NULL,
  "idempotencyKey" text,
  trigger jsonb NOT NULL,
  status "ExecutionStatus" NOT NULL DEFAULT 'running'::"ExecutionStatus",
  error text,
  depth integer NOT NULL DEFAULT 0,
  "rerunOfId" uuid,
  "startedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finishedAt" timestamp(3) with time zone,
  "stoppedBy" text,
  "committedAt" timestamp(3) with time zone
);
CREATE TABLE "WorkflowStep" (
  id uuid NOT NULL,
  "executionId" uuid NOT NULL,
  "position" integer NOT NULL,
  type text NOT NULL,
  status "StepStatus" NOT NULL DEFAULT 'pending'::"StepStatus",
  result jsonb,
  error text,
  "startedAt" timestamp(3) with time zone,
  "finishedAt" timestamp(3) with time zone,
  "ownerId" text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}'::jsonb
);

-- constraints

ALTER TABLE "Account" ADD CONSTRAINT "Account_pkey" PRIMARY KEY (id);
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "AgentAction" ADD CONSTRAINT "AgentAction_pkey" PRIMARY KEY (id);
ALTER TABLE "AgentAction" ADD CONSTRAINT "AgentAction_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_pkey" PRIMARY KEY (id);
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "CallRecord" ADD CONSTRAINT "CallRecord_pkey" PRIMARY KEY (id);
ALTER TABLE "CallRecord" ADD CONSTRAINT "CallRecord_attempts_not_negative" CHECK ((attempts >= 0));
ALTER TABLE "CallRecord" ADD CONSTRAINT "CallRecord_duration_not_negative" CHECK (("durationMs" >= 0));
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_pkey" PRIMARY KEY (id);
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "InboxEntry"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_confidence_range" CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)));
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_latency_not_negative" CHECK (("latencyMs" >= 0));
ALTER TABLE "ConsentStart" ADD CONSTRAINT "ConsentStart_pkey" PRIMARY KEY ("stateHash");
ALTER TABLE "ConsentStart" ADD CONSTRAINT "ConsentStart_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_pkey" PRIMARY KEY (id);
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "InboxEntry"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_pkey" PRIMARY KEY (id);
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_periodKey_format" CHECK ((((kind = 'daily'::"DigestKind") AND ("periodKey" ~ '^\d{4}-\d{2}-\d{2}$'::text)) OR ((kind = 'weekly'::"DigestKind") AND ("periodKey" ~ '^\d{4}-W\d{2}$'::text))));
ALTER TABLE "IdempotencyRecord" ADD CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY (scope, key);
ALTER TABLE "InboundEvent" ADD CONSTRAINT "InboundEvent_pkey" PRIMARY KEY (id);
ALTER TABLE "InboundEvent" ADD CONSTRAINT "InboundEvent_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_pkey" PRIMARY KEY (id);
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record"(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_confidence_range" CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)));
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_text_length" CHECK (((char_length(text) >= 1) AND (char_length(text) <= 10000)));
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_pkey" PRIMARY KEY (id);
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_failures_not_negative" CHECK (("consecutiveFailures" >= 0));
ALTER TABLE "JobRun" ADD CONSTRAINT "JobRun_pkey" PRIMARY KEY (id);
ALTER TABLE "JobWorker" ADD CONSTRAINT "JobWorker_pkey" PRIMARY KEY (id);
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY (id);
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "AgentAction"(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_stepId_fkey" FOREIGN KEY ("stepId") REFERENCES "WorkflowStep"(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_attempts_not_negative" CHECK ((attempts >= 0));
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_lease_whole" CHECK ((("leaseToken" IS NULL) = ("leaseExpiresAt" IS NULL)));
ALTER TABLE "Record" ADD CONSTRAINT "Record_pkey" PRIMARY KEY (id);
ALTER TABLE "Record" ADD CONSTRAINT "Record_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Record" ADD CONSTRAINT "Record_version_positive" CHECK ((version >= 1));
ALTER TABLE "RecordConflict" ADD CONSTRAINT "RecordConflict_pkey" PRIMARY KEY (id);
ALTER TABLE "RecordConflict" ADD CONSTRAINT "RecordConflict_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "RecordConflict" ADD CONSTRAINT "RecordConflict_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_pkey" PRIMARY KEY (id);
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_integrationId_fkey" FOREIGN KEY ("integrationId") REFERENCES "Integration"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_pkey" PRIMARY KEY (id);
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Record"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Record"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_mentions_positive" CHECK ((mentions >= 1));
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_not_to_itself" CHECK (("fromId" <> "toId"));
ALTER TABLE "Session" ADD CONSTRAINT "Session_pkey" PRIMARY KEY (id);
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "Span" ADD CONSTRAINT "Span_pkey" PRIMARY KEY ("traceId", "spanId");
ALTER TABLE "User" ADD CONSTRAINT "User_pkey" PRIMARY KEY (id);
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_pkey" PRIMARY KEY (id);
ALTER TABLE "Workflow" ADD CONSTRAINT "Workflow_pkey" PRIMARY KEY (id);
ALTER TABLE "Workflow" ADD CONSTRAINT "Workflow_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_pkey" PRIMARY KEY (id);
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_rerunOfId_fkey" FOREIGN KEY ("rerunOfId") REFERENCES "WorkflowExecution"(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_workflowId_fkey" FOREIGN KEY ("workflowId") REFERENCES "Workflow"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_depth_not_negative" CHECK ((depth >= 0));
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_stoppedBy_known" CHECK (("stoppedBy" = ANY (ARRAY['depth'::text, 'rate'::text])));
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_pkey" PRIMARY KEY (id);
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_executionId_fkey" FOREIGN KEY ("executionId") REFERENCES "WorkflowExecution"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_position_not_negative" CHECK (("position" >= 0));

-- indexes

CREATE UNIQUE INDEX "Account_providerId_accountId_key" ON public."Account" USING btree ("providerId", "accountId");
CREATE INDEX "Account_userId_idx" ON public."Account" USING btree ("userId");
CREATE UNIQUE INDEX "AgentAction_ownerId_dedupeKey_key" ON public."AgentAction" USING btree ("ownerId", "dedupeKey");
CREATE INDEX "AgentAction_ownerId_status_createdAt_idx" ON public."AgentAction" USING btree ("ownerId", status, "createdAt" DESC);
CREATE INDEX "ApiKey_configId_idx" ON public."ApiKey" USING btree ("configId");
CREATE UNIQUE INDEX "ApiKey_key_key" ON public."ApiKey" USING btree (key);
CREATE INDEX "ApiKey_referenceId_idx" ON public."ApiKey" USING btree ("referenceId");
CREATE INDEX "CallRecord_createdAt_idx" ON public."CallRecord" USING btree ("createdAt");
CREATE INDEX "CallRecord_dependency_createdAt_idx" ON public."CallRecord" USING btree (dependency, "createdAt");
CREATE INDEX "CallRecord_ownerId_createdAt_idx" ON public."CallRecord" USING btree ("ownerId", "createdAt" DESC);
CREATE INDEX "Classification_entryId_createdAt_idx" ON public."Classification" USING btree ("entryId", "createdAt");
CREATE INDEX "Classification_ownerId_createdAt_idx" ON public."Classification" USING btree ("ownerId", "createdAt" DESC);
CREATE INDEX "ConsentStart_expiresAt_idx" ON public."ConsentStart" USING btree ("expiresAt");
CREATE INDEX "ConsentStart_ownerId_idx" ON public."ConsentStart" USING btree ("ownerId");
CREATE INDEX "Correction_entryId_idx" ON public."Correction" USING btree ("entryId");
CREATE INDEX "Correction_ownerId_createdAt_idx" ON public."Correction" USING btree ("ownerId", "createdAt" DESC);
CREATE INDEX "Digest_ownerId_createdAt_idx" ON public."Digest" USING btree ("ownerId", "createdAt" DESC);
CREATE UNIQUE INDEX "Digest_ownerId_kind_periodKey_key" ON public."Digest" USING btree ("ownerId", kind, "periodKey");
CREATE INDEX "IdempotencyRecord_expiresAt_idx" ON public."IdempotencyRecord" USING btree ("expiresAt");
CREATE INDEX "InboundEvent_ownerId_idx" ON public."InboundEvent" USING btree ("ownerId");
CREATE INDEX "InboundEvent_receivedAt_idx" ON public."InboundEvent" USING btree ("receivedAt");
CREATE UNIQUE INDEX "InboundEvent_vendor_eventKey_key" ON public."InboundEvent" USING btree (vendor, "eventKey");
CREATE INDEX "InboxEntry_degradedAt_idx" ON public."InboxEntry" USING btree ("degradedAt");
CREATE INDEX "InboxEntry_ownerId_createdAt_id_idx" ON public."InboxEntry" USING btree ("ownerId", "createdAt" DESC, id DESC);
CREATE UNIQUE INDEX "InboxEntry_ownerId_source_externalId_key" ON public."InboxEntry" USING btree ("ownerId", source, "externalId");
CREATE INDEX "InboxEntry_ownerId_status_createdAt_idx" ON public."InboxEntry" USING btree ("ownerId", status, "createdAt" DESC);
CREATE INDEX "InboxEntry_recordId_idx" ON public."InboxEntry" USING btree ("recordId");
CREATE UNIQUE INDEX "Integration_ownerId_vendor_key" ON public."Integration" USING btree ("ownerId", vendor);
CREATE INDEX "Integration_vendor_accountRef_idx" ON public."Integration" USING btree (vendor, "accountRef");
CREATE INDEX "JobRun_ownerId_startedAt_idx" ON public."JobRun" USING btree ("ownerId", "startedAt" DESC);
CREATE INDEX "JobRun_startedAt_idx" ON public."JobRun" USING btree ("startedAt");
CREATE INDEX "JobRun_task_startedAt_idx" ON public."JobRun" USING btree (task, "startedAt" DESC);
CREATE INDEX "OutboxMessage_actionId_idx" ON public."OutboxMessage" USING btree ("actionId");
CREATE INDEX "OutboxMessage_ownerId_status_createdAt_idx" ON public."OutboxMessage" USING btree ("ownerId", status, "createdAt" DESC);
CREATE UNIQUE INDEX "OutboxMessage_ownerId_vendor_dedupeId_key" ON public."OutboxMessage" USING btree ("ownerId", vendor, "dedupeId");
CREATE INDEX "OutboxMessage_status_availableAt_idx" ON public."OutboxMessage" USING btree (status, "availableAt");
CREATE INDEX "OutboxMessage_stepId_idx" ON public."OutboxMessage" USING btree ("stepId");
CREATE INDEX "Record_embeddingCode_idx" ON public."Record" USING btree ("ownerId") INCLUDE (id, "embeddingCode") WHERE ("embeddingCode" IS NOT NULL);
CREATE INDEX "Record_ownerId_category_status_createdAt_id_idx" ON public."Record" USING btree ("ownerId", category, status, "createdAt" DESC, id DESC);
CREATE INDEX "Record_ownerId_status_dueAt_idx" ON public."Record" USING btree ("ownerId", status, "dueAt");
CREATE INDEX "Record_people_name_idx" ON public."Record" USING btree ("ownerId", btrim(search_words(COALESCE((fields ->> 'name'::text), title))) text_pattern_ops) WHERE (category = 'people'::"Category");
CREATE INDEX "Record_people_name_trgm_idx" ON public."Record" USING gin (btrim(search_words(COALESCE((fields ->> 'name'::text), title))) gin_trgm_ops) WHERE (category = 'people'::"Category");
CREATE INDEX "Record_searchVector_idx" ON public."Record" USING gin ("searchVector") WITH (fastupdate=off);
CREATE INDEX "Record_title_trgm_idx" ON public."Record" USING gin (search_fold(title) gin_trgm_ops) WITH (fastupdate=off);
CREATE INDEX "Record_unembedded_idx" ON public."Record" USING btree (id) WHERE ("embeddedVersion" IS DISTINCT FROM version);
CREATE INDEX "RecordConflict_ownerId_createdAt_idx" ON public."RecordConflict" USING btree ("ownerId", "createdAt" DESC);
CREATE INDEX "RecordConflict_recordId_idx" ON public."RecordConflict" USING btree ("recordId");
CREATE UNIQUE INDEX "RecordLink_integrationId_externalId_key" ON public."RecordLink" USING btree ("integrationId", "externalId");
CREATE UNIQUE INDEX "RecordLink_integrationId_recordId_key" ON public."RecordLink" USING btree ("integrationId", "recordId");
CREATE INDEX "RecordLink_ownerId_idx" ON public."RecordLink" USING btree ("ownerId");
CREATE INDEX "RecordLink_recordId_idx" ON public."RecordLink" USING btree ("recordId");
CREATE UNIQUE INDEX "Relationship_fromId_toId_kind_key" ON public."Relationship" USING btree ("fromId", "toId", kind);
CREATE INDEX "Relationship_ownerId_idx" ON public."Relationship" USING btree ("ownerId");
CREATE INDEX "Relationship_toId_idx" ON public."Relationship" USING btree ("toId");
CREATE INDEX "Session_expiresAt_idx" ON public."Session" USING btree ("expiresAt");
CREATE UNIQUE INDEX "Session_token_key" ON public."Session" USING btree (token);
CREATE INDEX "Session_userId_idx" ON public."Session" USING btree ("userId");
CREATE INDEX "Span_createdAt_idx" ON public."Span" USING btree ("createdAt");
CREATE INDEX "Span_ownerId_createdAt_idx" ON public."Span" USING btree ("ownerId", "createdAt" DESC);
CREATE UNIQUE INDEX "User_email_key" ON public."User" USING btree (email);
CREATE INDEX "Verification_expiresAt_idx" ON public."Verification" USING btree ("expiresAt");
CREATE INDEX "Verification_identifier_idx" ON public."Verification" USING btree (identifier);
CREATE INDEX "Workflow_nextRunAt_idx" ON public."Workflow" USING btree ("nextRunAt");
CREATE INDEX "Workflow_ownerId_enabled_triggerType_idx" ON public."Workflow" USING btree ("ownerId", enabled, "triggerType");
CREATE INDEX "WorkflowExecution_ownerId_startedAt_idx" ON public."WorkflowExecution" USING btree ("ownerId", "startedAt" DESC);
CREATE INDEX "WorkflowExecution_rerunOfId_idx" ON public."WorkflowExecution" USING btree ("rerunOfId");
CREATE UNIQUE INDEX "WorkflowExecution_workflowId_idempotencyKey_key" ON public."WorkflowExecution" USING btree ("workflowId", "idempotencyKey");
CREATE INDEX "WorkflowExecution_workflowId_startedAt_idx" ON public."WorkflowExecution" USING btree ("workflowId", "startedAt" DESC);
CREATE UNIQUE INDEX "WorkflowStep_executionId_position_key" ON public."WorkflowStep" USING btree ("executionId", "position");
CREATE INDEX "WorkflowStep_ownerId_idx" ON public."WorkflowStep" USING btree ("ownerId");

-- functions

CREATE OR REPLACE FUNCTION public.record_search_vector_refresh()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
    title TEXT := "search_words"(NEW."title");
    fields TEXT := "search_words"(coalesce((SELECT string_agg(value, ' ') FROM jsonb_each_text(NEW."fields")), ''));
    source TEXT := "search_words"(NEW."sourceText");
BEGIN
    NEW."searchVector" := setweight(to_tsvector('pg_catalog.english'::regconfig, title), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, title), 'A')
        || setweight(to_tsvector('pg_catalog.english'::regconfig, fields), 'B')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, fields), 'B')
        || setweight(to_tsvector('pg_catalog.english'::regconfig, source), 'C')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, source), 'C')
        || array_to_tsvector(ARRAY['owner:' || NEW."ownerId", 'category:' || NEW."category"]);
    RETURN NEW;
END
$function$
;
CREATE OR REPLACE FUNCTION public.search_fold(input text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(lower(NORMALIZE(input, NFC)), 'ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťũūŭůűųŵŷźżžơưǎǐǒǔǖǘǚǜǟǡǧǩǫǭǰǵǹǻȁȃȅȇȉȋȍȏȑȓȕȗșțȟȧȩȫȭȯȱȳḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ'::text, 'saaaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghiiiiijkllllnnnoooorrrssssttuuuuuuwyzzzouaiouuuuuaagkoojgnaaaeeiioorruusthaeooooyabbbcdddddeeeeefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwyaaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy'::text)
;
CREATE OR REPLACE FUNCTION public.search_scope(scope text, name text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (quote_literal(((scope || ':'::text) || name)))::tsquery
;
CREATE OR REPLACE FUNCTION public.search_words(input text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(search_fold(input), '[^[:alnum:]]+'::text, ' '::text, 'g'::text)
;

-- triggers

CREATE TRIGGER "Record_searchVector_refresh" BEFORE INSERT OR UPDATE OF title, fields, "sourceText", category, "ownerId", "searchVector" ON public."Record" FOR EACH ROW EXECUTE FUNCTION record_search_vector_refresh();
