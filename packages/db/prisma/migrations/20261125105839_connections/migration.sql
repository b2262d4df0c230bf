-- Forward-safe: the version before this one goes on working meanwhile (it writes none of these).

-- AlterTable
ALTER TABLE "InboundEvent" ADD COLUMN     "integrationId" UUID,
ADD COLUMN     "payload" JSONB;

-- AlterTable
ALTER TABLE "Integration" ADD COLUMN     "connectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "lastSyncAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "RecordLink" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "integrationId" UUID NOT NULL,
    "recordId" UUID NOT NULL,
    "vendor" TEXT NOT NULL,
    "externalId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "fingerprint" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RecordLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordConflict" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "vendor" TEXT NOT NULL,
    "kept" TEXT NOT NULL,
    "ours" JSONB NOT NULL,
    "theirs" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RecordConflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentStart" (
    "stateHash" BYTEA NOT NULL,
    "ownerId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "verifier" BYTEA NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsentStart_pkey" PRIMARY KEY ("stateHash")
);

-- CreateIndex
CREATE INDEX "RecordLink_ownerId_idx" ON "RecordLink"("ownerId");

-- CreateIndex
CREATE INDEX "RecordLink_recordId_idx" ON "RecordLink"("recordId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordLink_integrationId_recordId_key" ON "RecordLink"("integrationId", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordLink_integrationId_externalId_key" ON "RecordLink"("integrationId", "externalId");

-- CreateIndex
CREATE INDEX "RecordConflict_ownerId_createdAt_idx" ON "RecordConflict"("ownerId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "RecordConflict_recordId_idx" ON "RecordConflict"("recordId");

-- CreateIndex
CREATE INDEX "ConsentStart_ownerId_idx" ON "ConsentStart"("ownerId");

-- CreateIndex
CREATE INDEX "ConsentStart_expiresAt_idx" ON "ConsentStart"("expiresAt");

-- CreateIndex
CREATE INDEX "InboundEvent_ownerId_idx" ON "InboundEvent"("ownerId");

-- What belongs to nobody any more can't be referred to an owner.
DELETE FROM "InboundEvent" WHERE "ownerId" IS NOT NULL AND "ownerId" NOT IN (SELECT "id" FROM "User");

-- AddForeignKey
ALTER TABLE "InboundEvent" ADD CONSTRAINT "InboundEvent_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_integrationId_fkey" FOREIGN KEY ("integrationId") REFERENCES "Integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordLink" ADD CONSTRAINT "RecordLink_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordConflict" ADD CONSTRAINT "RecordConflict_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordConflict" ADD CONSTRAINT "RecordConflict_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentStart" ADD CONSTRAINT "ConsentStart_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
