-- CreateEnum
CREATE TYPE "EntryStatus" AS ENUM ('received', 'classifying', 'filed', 'needs_review', 'fixed', 'failed');

-- CreateEnum
CREATE TYPE "Category" AS ENUM ('people', 'projects', 'ideas', 'admin');

-- CreateEnum
CREATE TYPE "RecordStatus" AS ENUM ('open', 'done', 'snoozed', 'archived');

-- CreateEnum
CREATE TYPE "DigestKind" AS ENUM ('daily', 'weekly');

-- CreateEnum
CREATE TYPE "ExecutionStatus" AS ENUM ('running', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "StepStatus" AS ENUM ('pending', 'succeeded', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "ActionStatus" AS ENUM ('proposed', 'approved', 'rejected', 'executed', 'failed', 'rolled_back');

-- CreateEnum
CREATE TYPE "OutboxStatus" AS ENUM ('pending', 'delivering', 'delivered', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "IdempotencyState" AS ENUM ('running', 'completed');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "autoApprove" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "digestToSlack" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL,
    "configId" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT,
    "start" TEXT,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "referenceId" TEXT NOT NULL,
    "refillInterval" INTEGER,
    "refillAmount" INTEGER,
    "lastRefillAt" TIMESTAMPTZ(3),
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "rateLimitEnabled" BOOLEAN NOT NULL DEFAULT true,
    "rateLimitTimeWindow" INTEGER,
    "rateLimitMax" INTEGER,
    "requestCount" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,
    "lastRequest" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "permissions" TEXT,
    "metadata" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxEntry" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'web',
    "externalId" TEXT,
    "status" "EntryStatus" NOT NULL DEFAULT 'received',
    "category" "Category",
    "confidence" DOUBLE PRECISION,
    "provider" TEXT,
    "error" TEXT,
    "recordId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InboxEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Record" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "category" "Category" NOT NULL,
    "title" TEXT NOT NULL,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "status" "RecordStatus" NOT NULL DEFAULT 'open',
    "dueAt" TIMESTAMPTZ(3),
    "dueAllDay" BOOLEAN NOT NULL DEFAULT false,
    "recurrence" TEXT,
    "snoozedUntil" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "embedding" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
    "embeddingModel" TEXT,
    "searchVector" tsvector DEFAULT ''::tsvector,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Classification" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "promptVersion" TEXT,
    "category" "Category",
    "confidence" DOUBLE PRECISION,
    "title" TEXT,
    "latencyMs" INTEGER NOT NULL,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "outcome" TEXT NOT NULL,
    "errorCode" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Classification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Correction" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "fromCategory" "Category",
    "toCategory" "Category" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Relationship" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "strength" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "mentions" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "lastMentionedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Relationship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "kind" "DigestKind" NOT NULL,
    "periodKey" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workflow" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "triggerType" TEXT NOT NULL,
    "trigger" JSONB NOT NULL,
    "actions" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workflow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkflowExecution" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "workflowId" UUID NOT NULL,
    "idempotencyKey" TEXT,
    "trigger" JSONB NOT NULL,
    "status" "ExecutionStatus" NOT NULL DEFAULT 'running',
    "error" TEXT,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "rerunOfId" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkflowExecution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkflowStep" (
    "id" UUID NOT NULL,
    "executionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "status" "StepStatus" NOT NULL DEFAULT 'pending',
    "result" JSONB,
    "error" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkflowStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgentAction" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "reason" TEXT,
    "proposedBy" TEXT NOT NULL,
    "status" "ActionStatus" NOT NULL DEFAULT 'proposed',
    "rollbackData" JSONB,
    "audit" JSONB NOT NULL DEFAULT '[]',
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "executedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AgentAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "dedupeId" TEXT NOT NULL,
    "status" "OutboxStatus" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "externalRef" TEXT,
    "error" TEXT,
    "availableAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Integration" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "accountRef" TEXT,
    "status" TEXT NOT NULL DEFAULT 'connected',
    "credentials" BYTEA,
    "credentialsKeyId" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "cursors" JSONB NOT NULL DEFAULT '{}',
    "consecutiveFailures" INTEGER NOT NULL DEFAULT 0,
    "lastSuccessAt" TIMESTAMPTZ(3),
    "lastErrorAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundEvent" (
    "id" UUID NOT NULL,
    "vendor" TEXT NOT NULL,
    "eventKey" TEXT NOT NULL,
    "ownerId" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboundEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "mode" TEXT NOT NULL,
    "state" "IdempotencyState" NOT NULL DEFAULT 'running',
    "ownerToken" UUID,
    "leaseExpiresAt" TIMESTAMPTZ(3),
    "steps" JSONB NOT NULL DEFAULT '{}',
    "response" TEXT,
    "replays" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completedAt" TIMESTAMPTZ(3),
    "lastReplayedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "CallRecord" (
    "id" UUID NOT NULL,
    "ownerId" TEXT,
    "dependency" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "errorCode" TEXT,
    "retryAfterMs" INTEGER,
    "traceId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CallRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "id" UUID NOT NULL,
    "ownerId" TEXT,
    "task" TEXT NOT NULL,
    "key" TEXT,
    "status" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "report" JSONB,
    "error" TEXT,
    "traceId" TEXT,
    "queuedAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Span" (
    "traceId" TEXT NOT NULL,
    "spanId" TEXT NOT NULL,
    "parentSpanId" TEXT,
    "name" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "startMs" DOUBLE PRECISION NOT NULL,
    "endMs" DOUBLE PRECISION NOT NULL,
    "statusCode" INTEGER NOT NULL DEFAULT 0,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "links" JSONB NOT NULL DEFAULT '[]',
    "ownerId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Span_pkey" PRIMARY KEY ("traceId","spanId")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_providerId_accountId_key" ON "Account"("providerId", "accountId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE INDEX "Verification_expiresAt_idx" ON "Verification"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_key_key" ON "ApiKey"("key");

-- CreateIndex
CREATE INDEX "ApiKey_referenceId_idx" ON "ApiKey"("referenceId");

-- CreateIndex
CREATE INDEX "ApiKey_configId_idx" ON "ApiKey"("configId");

-- CreateIndex
CREATE INDEX "InboxEntry_ownerId_createdAt_id_idx" ON "InboxEntry"("ownerId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "InboxEntry_ownerId_status_createdAt_idx" ON "InboxEntry"("ownerId", "status", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "InboxEntry_recordId_idx" ON "InboxEntry"("recordId");

-- CreateIndex
CREATE UNIQUE INDEX "InboxEntry_ownerId_source_externalId_key" ON "InboxEntry"("ownerId", "source", "externalId");

-- CreateIndex
CREATE INDEX "Record_ownerId_category_status_createdAt_id_idx" ON "Record"("ownerId", "category", "status", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Record_ownerId_status_dueAt_idx" ON "Record"("ownerId", "status", "dueAt");

-- CreateIndex
CREATE INDEX "Record_searchVector_idx" ON "Record" USING GIN ("searchVector");

-- CreateIndex
CREATE INDEX "Classification_entryId_createdAt_idx" ON "Classification"("entryId", "createdAt");

-- CreateIndex
CREATE INDEX "Classification_ownerId_createdAt_idx" ON "Classification"("ownerId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Correction_ownerId_createdAt_idx" ON "Correction"("ownerId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Correction_entryId_idx" ON "Correction"("entryId");

-- CreateIndex
CREATE INDEX "Relationship_ownerId_idx" ON "Relationship"("ownerId");

-- CreateIndex
CREATE INDEX "Relationship_toId_idx" ON "Relationship"("toId");

-- CreateIndex
CREATE UNIQUE INDEX "Relationship_fromId_toId_kind_key" ON "Relationship"("fromId", "toId", "kind");

-- CreateIndex
CREATE INDEX "Digest_ownerId_createdAt_idx" ON "Digest"("ownerId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Digest_ownerId_kind_periodKey_key" ON "Digest"("ownerId", "kind", "periodKey");

-- CreateIndex
CREATE INDEX "Workflow_ownerId_enabled_triggerType_idx" ON "Workflow"("ownerId", "enabled", "triggerType");

-- CreateIndex
CREATE INDEX "WorkflowExecution_ownerId_startedAt_idx" ON "WorkflowExecution"("ownerId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "WorkflowExecution_workflowId_startedAt_idx" ON "WorkflowExecution"("workflowId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "WorkflowExecution_rerunOfId_idx" ON "WorkflowExecution"("rerunOfId");

-- CreateIndex
CREATE UNIQUE INDEX "WorkflowExecution_workflowId_idempotencyKey_key" ON "WorkflowExecution"("workflowId", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "WorkflowStep_executionId_position_key" ON "WorkflowStep"("executionId", "position");

-- CreateIndex
CREATE INDEX "AgentAction_ownerId_status_createdAt_idx" ON "AgentAction"("ownerId", "status", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "OutboxMessage_ownerId_status_createdAt_idx" ON "OutboxMessage"("ownerId", "status", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "OutboxMessage_status_availableAt_idx" ON "OutboxMessage"("status", "availableAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_ownerId_vendor_dedupeId_key" ON "OutboxMessage"("ownerId", "vendor", "dedupeId");

-- CreateIndex
CREATE INDEX "Integration_vendor_accountRef_idx" ON "Integration"("vendor", "accountRef");

-- CreateIndex
CREATE UNIQUE INDEX "Integration_ownerId_vendor_key" ON "Integration"("ownerId", "vendor");

-- CreateIndex
CREATE INDEX "InboundEvent_receivedAt_idx" ON "InboundEvent"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEvent_vendor_eventKey_key" ON "InboundEvent"("vendor", "eventKey");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_expiresAt_idx" ON "IdempotencyRecord"("expiresAt");

-- CreateIndex
CREATE INDEX "CallRecord_ownerId_createdAt_idx" ON "CallRecord"("ownerId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "CallRecord_dependency_createdAt_idx" ON "CallRecord"("dependency", "createdAt");

-- CreateIndex
CREATE INDEX "CallRecord_createdAt_idx" ON "CallRecord"("createdAt");

-- CreateIndex
CREATE INDEX "JobRun_task_startedAt_idx" ON "JobRun"("task", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "JobRun_ownerId_startedAt_idx" ON "JobRun"("ownerId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "JobRun_startedAt_idx" ON "JobRun"("startedAt");

-- CreateIndex
CREATE INDEX "Span_createdAt_idx" ON "Span"("createdAt");

-- CreateIndex
CREATE INDEX "Span_ownerId_createdAt_idx" ON "Span"("ownerId", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboxEntry" ADD CONSTRAINT "InboxEntry_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Record" ADD CONSTRAINT "Record_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Classification" ADD CONSTRAINT "Classification_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "InboxEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "InboxEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Record"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Relationship" ADD CONSTRAINT "Relationship_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Record"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Workflow" ADD CONSTRAINT "Workflow_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_workflowId_fkey" FOREIGN KEY ("workflowId") REFERENCES "Workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_rerunOfId_fkey" FOREIGN KEY ("rerunOfId") REFERENCES "WorkflowExecution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_executionId_fkey" FOREIGN KEY ("executionId") REFERENCES "WorkflowExecution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentAction" ADD CONSTRAINT "AgentAction_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
-- What Prisma's schema can't say. Written by hand; keep it when editing above.

-- The search vector of a record: the title counts most, then every text among its fields. Both
-- dictionaries, so that "meetings" finds "meeting" and names in other languages stay as they are.
CREATE FUNCTION "record_search_vector_refresh"() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW."searchVector" := setweight(to_tsvector('pg_catalog.english'::regconfig, NEW."title"), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, NEW."title"), 'A')
        || setweight(jsonb_to_tsvector('pg_catalog.english'::regconfig, NEW."fields", '["string"]'), 'B')
        || setweight(jsonb_to_tsvector('pg_catalog.simple'::regconfig, NEW."fields", '["string"]'), 'B');
    RETURN NEW;
END
$$;

CREATE TRIGGER "Record_searchVector_refresh"
    BEFORE INSERT OR UPDATE OF "title", "fields", "searchVector" ON "Record"
    FOR EACH ROW EXECUTE FUNCTION "record_search_vector_refresh"();

-- Misspelt searches use trigrams where the server has pg_trgm and lets us install it; search works without.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX "Record_title_trgm_idx" ON "Record" USING gin ("title" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm is not available (%), search does without it', SQLERRM;
END
$$;

ALTER TABLE "InboxEntry"
    ADD CONSTRAINT "InboxEntry_text_length" CHECK (char_length("text") BETWEEN 1 AND 10000),
    ADD CONSTRAINT "InboxEntry_confidence_range" CHECK ("confidence" BETWEEN 0 AND 1);
ALTER TABLE "Record" ADD CONSTRAINT "Record_version_positive" CHECK ("version" >= 1);
ALTER TABLE "Classification"
    ADD CONSTRAINT "Classification_confidence_range" CHECK ("confidence" BETWEEN 0 AND 1),
    ADD CONSTRAINT "Classification_latency_not_negative" CHECK ("latencyMs" >= 0);
ALTER TABLE "Relationship"
    ADD CONSTRAINT "Relationship_not_to_itself" CHECK ("fromId" <> "toId"),
    ADD CONSTRAINT "Relationship_mentions_positive" CHECK ("mentions" >= 1);
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_periodKey_format" CHECK (
    ("kind" = 'daily' AND "periodKey" ~ '^\d{4}-\d{2}-\d{2}$') OR ("kind" = 'weekly' AND "periodKey" ~ '^\d{4}-W\d{2}$')
);
ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_depth_not_negative" CHECK ("depth" >= 0);
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_position_not_negative" CHECK ("position" >= 0);
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_attempts_not_negative" CHECK ("attempts" >= 0);
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_failures_not_negative" CHECK ("consecutiveFailures" >= 0);
ALTER TABLE "CallRecord"
    ADD CONSTRAINT "CallRecord_attempts_not_negative" CHECK ("attempts" >= 0),
    ADD CONSTRAINT "CallRecord_duration_not_negative" CHECK ("durationMs" >= 0);
