import type pg from 'pg';

/** Each part of a schema as SQL, a definition a row, in an order that depends on names alone. */
const parts: Readonly<Record<string, string>> = {
  extensions: `SELECT format('CREATE EXTENSION %I;', extname) AS sql FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`,
  types: `
    SELECT format('CREATE TYPE %I AS ENUM (%s);', typname,
      (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = pg_type.oid)) AS sql
    FROM pg_type WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace ORDER BY typname`,
  tables: `
    SELECT format(E'CREATE TABLE %I (\\n%s\\n);', relname, (
      SELECT string_agg(concat('  ', quote_ident(attname), ' ', format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN ' NOT NULL' END, ' DEFAULT ' || pg_get_expr(adbin, adrelid)), E',\\n' ORDER BY attnum)
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)) AS sql
    FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
    ORDER BY relname`,
  constraints: `
    SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS sql
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'
      AND conrelid <> COALESCE(to_regclass('_prisma_migrations')::oid, 0)
    ORDER BY conrelid::regclass::text, contype DESC, conname`,
  indexes: `
    SELECT indexdef || ';' AS sql FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname AND connamespace = 'public'::regnamespace)
    ORDER BY tablename, indexname`,
  functions: `
    SELECT pg_get_functiondef(pg_proc.oid) || ';' AS sql FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    ORDER BY proname, pg_get_function_identity_arguments(pg_proc.oid)`,
  triggers: `
    SELECT pg_get_triggerdef(pg_trigger.oid) || ';' AS sql
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace ORDER BY relname, tgname`,
};

const head = `-- What all migrations together come to, for reviewing a migration's effect. Written by \`schema:dump\`; a test
-- keeps it equal. To be read, not run: the order is by name.`;

/** The public schema of a migrated database as text, the same for the same schema. */
export async function dumpSchema(client: Pick<pg.ClientBase, 'query'>): Promise<string> {
  const sections = [head];
  for (const [title, query] of Object.entries(parts)) {
    const { rows } = await client.query<{ sql: string }>(query);
    sections.push(`-- ${title}\n\n${rows.map(({ sql }) => sql).join('\n')}`);
  }
  return `${sections.join('\n\n')}\n`;
}
