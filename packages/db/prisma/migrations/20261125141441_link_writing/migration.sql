-- AlterTable
ALTER TABLE "RecordLink" ADD COLUMN "writing" TEXT,
ADD COLUMN "writingUntil" TIMESTAMPTZ(3);
