-- Forward-safe: a nullable column that the version before this one neither reads nor writes.

-- AlterTable
ALTER TABLE "InboxEntry" ADD COLUMN "degradedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "InboxEntry_degradedAt_idx" ON "InboxEntry"("degradedAt");
