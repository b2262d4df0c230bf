-- Forward-safe: indexes and a nullable column.

-- People are looked up by name: exactly, by first name, and misspelt.

CREATE INDEX "Record_people_name_idx" ON "Record"
    ("ownerId", (btrim("search_words"(coalesce("fields" ->> 'name', "title")))) text_pattern_ops)
    WHERE "category" = 'people';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX "Record_people_name_trgm_idx" ON "Record"
            USING GIN ((btrim("search_words"(coalesce("fields" ->> 'name', "title")))) gin_trgm_ops)
            WHERE "category" = 'people';
    END IF;
END
$$;

-- A recurring task that is completed goes on with its next date: this is when it last was.
ALTER TABLE "Record" ADD COLUMN "lastCompletedAt" TIMESTAMPTZ(3);
UPDATE "Record" SET "recurrence" = "fields" ->> 'recurrence'
    WHERE "recurrence" IS NULL AND "fields" ->> 'recurrence' IS NOT NULL;
