-- Forward-safe: the version before this one goes on working meanwhile (it writes no steps).

ALTER TABLE "Workflow" ADD COLUMN "nextRunAt" TIMESTAMPTZ(3);
CREATE INDEX "Workflow_nextRunAt_idx" ON "Workflow"("nextRunAt");

ALTER TABLE "WorkflowExecution"
    ADD COLUMN "stoppedBy" TEXT,
    ADD COLUMN "committedAt" TIMESTAMPTZ(3);

-- Every row of a person says whose it is, steps too; those that are there get it from their execution.
ALTER TABLE "WorkflowStep"
    ADD COLUMN "ownerId" TEXT,
    ADD COLUMN "params" JSONB NOT NULL DEFAULT '{}';
UPDATE "WorkflowStep" SET "ownerId" = "WorkflowExecution"."ownerId"
    FROM "WorkflowExecution" WHERE "WorkflowExecution"."id" = "WorkflowStep"."executionId";
ALTER TABLE "WorkflowStep" ALTER COLUMN "ownerId" SET NOT NULL;
CREATE INDEX "WorkflowStep_ownerId_idx" ON "WorkflowStep"("ownerId");
ALTER TABLE "WorkflowStep" ADD CONSTRAINT "WorkflowStep_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "AgentAction" ADD COLUMN "dedupeKey" TEXT;
CREATE UNIQUE INDEX "AgentAction_ownerId_dedupeKey_key" ON "AgentAction"("ownerId", "dedupeKey");

ALTER TABLE "OutboxMessage"
    ADD COLUMN "uncertain" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "leaseToken" UUID,
    ADD COLUMN "leaseExpiresAt" TIMESTAMPTZ(3),
    ADD COLUMN "stepId" UUID,
    ADD COLUMN "actionId" UUID;
CREATE INDEX "OutboxMessage_stepId_idx" ON "OutboxMessage"("stepId");
CREATE INDEX "OutboxMessage_actionId_idx" ON "OutboxMessage"("actionId");
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_stepId_fkey" FOREIGN KEY ("stepId") REFERENCES "WorkflowStep"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "AgentAction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "WorkflowExecution" ADD CONSTRAINT "WorkflowExecution_stoppedBy_known" CHECK ("stoppedBy" IN ('depth', 'rate'));
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_lease_whole" CHECK (("leaseToken" IS NULL) = ("leaseExpiresAt" IS NULL));
