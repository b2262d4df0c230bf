-- CreateTable
CREATE TABLE "JobWorker" (
    "id" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JobWorker_pkey" PRIMARY KEY ("id")
);

-- What waits for an embedding is found without looking at every record (Prisma has no partial indexes).
CREATE INDEX "Record_unembedded_idx" ON "Record"("id") WHERE "embeddedVersion" IS DISTINCT FROM "version";
