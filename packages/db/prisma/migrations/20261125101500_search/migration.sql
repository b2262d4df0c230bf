-- Forward-safe: columns with defaults, and a trigger that the version before this one goes through unknowingly.

ALTER TABLE "Record"
    ADD COLUMN "sourceText" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "embeddedVersion" INTEGER,
    ADD COLUMN "embeddingCode" BIT(256);

-- Lower case without Latin accents. One character becomes one character, so that offsets carry over to the original.
CREATE FUNCTION "search_fold"("input" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(normalize("input", NFC)),
    'ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťũūŭůűųŵŷźżžơưǎǐǒǔǖǘǚǜǟǡǧǩǫǭǰǵǹǻȁȃȅȇȉȋȍȏȑȓȕȗșțȟȧȩȫȭȯȱȳḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
    'saaaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghiiiiijkllllnnnoooorrrssssttuuuuuuwyzzzouaiouuuuuaagkoojgnaaaeeiioorruusthaeooooyabbbcdddddeeeeefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwyaaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy');

-- What text is split into before words are looked up: letters and digits only, so that "e-mail", "2.4" and
-- "example.com/plan" are found by their parts.
CREATE FUNCTION "search_words"("input" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace("search_fold"("input"), '[^[:alnum:]]+', ' ', 'g');

-- A lexeme no text can contain (it has a colon): keeps each search inside one owner's part of the index.
CREATE FUNCTION "search_scope"("scope" TEXT, "name" TEXT) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN quote_literal("scope" || ':' || "name")::tsquery;

-- The title counts most, then every text among the fields, then the thought it came from. Both dictionaries, so that
-- "meetings" finds "meeting" and names and other languages stay as they are.
CREATE OR REPLACE FUNCTION "record_search_vector_refresh"() RETURNS trigger
LANGUAGE plpgsql AS $$
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
$$;

DROP TRIGGER "Record_searchVector_refresh" ON "Record";
CREATE TRIGGER "Record_searchVector_refresh"
    BEFORE INSERT OR UPDATE OF "title", "fields", "sourceText", "category", "ownerId", "searchVector" ON "Record"
    FOR EACH ROW EXECUTE FUNCTION "record_search_vector_refresh"();

-- Without the index while every row is rewritten; without a pending list, since a search would have to read it whole.
DROP INDEX "Record_searchVector_idx";
UPDATE "Record" SET "sourceText" = coalesce(
    (SELECT string_agg("InboxEntry"."text", E'\n' ORDER BY "InboxEntry"."createdAt")
     FROM "InboxEntry" WHERE "InboxEntry"."recordId" = "Record"."id"), '');
CREATE INDEX "Record_searchVector_idx" ON "Record" USING GIN ("searchVector") WITH (fastupdate = off);

-- Nearness of meaning is looked up by the codes alone, 32 bytes a record, without touching the table.
CREATE INDEX "Record_embeddingCode_idx" ON "Record" ("ownerId") INCLUDE ("id", "embeddingCode")
    WHERE "embeddingCode" IS NOT NULL;

-- Misspelt searches look at folded titles.
DROP INDEX IF EXISTS "Record_title_trgm_idx";
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX "Record_title_trgm_idx" ON "Record" USING GIN ("search_fold"("title") gin_trgm_ops) WITH (fastupdate = off);
    END IF;
END
$$;
