-- AlterTable
ALTER TABLE "RecordConflict" ADD COLUMN "dismissedAt" TIMESTAMPTZ(3);
