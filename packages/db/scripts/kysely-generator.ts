/**
 * A Prisma generator that writes the Kysely `DB` interface from the same schema, so both views of a
 * transaction agree on every column. Speaks Prisma's generator protocol: JSON-RPC lines in on stdin,
 * answers out on stderr.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

interface Field {
  name: string;
  kind: 'scalar' | 'object' | 'enum' | 'unsupported';
  type: string;
  isList: boolean;
  isRequired: boolean;
  default?: unknown;
}

interface GenerateParams {
  generator: { output: { value: string } };
  dmmf: {
    datamodel: {
      enums: { name: string; values: { name: string }[] }[];
      models: { name: string; dbName: string | null; fields: Field[] }[];
    };
  };
}

/** What node-postgres gives for a column and what it takes for one, by Prisma scalar. */
const scalarTypes: Record<string, string> = {
  String: 'string',
  Boolean: 'boolean',
  Int: 'number',
  Float: 'number',
  BigInt: 'Int8',
  DateTime: 'Timestamp',
  Json: 'Json',
  Bytes: 'Buffer',
};

/** Columns Prisma can't describe (`Unsupported`), which its generators therefore never see. */
const unsupportedColumns: Record<string, string> = {
  Record:
    '  /** Maintained by a trigger from title, fields and source text. */\n  searchVector: Generated<string | null>;\n' +
    '  /** 256 sign bits, as a string of 0 and 1. */\n  embeddingCode: string | null;\n',
};

/** Defaults that the database itself fills in; `uuid()` and its like are made by Prisma's client only. */
function hasDatabaseDefault(field: Field): boolean {
  if (field.default === undefined) return false;
  if (typeof field.default !== 'object' || field.default === null || Array.isArray(field.default))
    return true;
  const name = 'name' in field.default ? field.default.name : '';
  return name === 'now' || name === 'autoincrement' || name === 'dbgenerated';
}

function columnType(field: Field): string {
  const scalar = field.kind === 'enum' ? field.type : scalarTypes[field.type];
  if (scalar === undefined) throw new Error(`No Kysely type for ${field.name}: ${field.type}`);
  const single = field.isList ? `${scalar}[]` : scalar;
  const nullable = field.isRequired ? single : `${single} | null`;
  return hasDatabaseDefault(field) ? `Generated<${nullable}>` : nullable;
}

function render({ dmmf }: GenerateParams): string {
  const { enums, models } = dmmf.datamodel;
  const lines = [
    '// Written by `pnpm generate` from prisma/schema.prisma; do not edit.',
    "import type { ColumnType } from 'kysely';",
    '',
    'type Generated<T> = T extends ColumnType<infer S, infer I, infer U>',
    '  ? ColumnType<S, I | undefined, U>',
    '  : ColumnType<T, T | undefined, T>;',
    'type Timestamp = ColumnType<Date, Date | string, Date | string>;',
    'type Json = ColumnType<unknown, string, string>;',
    'export type Int8 = ColumnType<string, string | number | bigint, string | number | bigint>;',
    '',
    ...enums.map(
      ({ name, values }) => `export type ${name} = ${values.map((v) => `'${v.name}'`).join(' | ')};`,
    ),
  ];
  for (const { name, fields } of models) {
    const columns = fields.filter((field) => field.kind === 'scalar' || field.kind === 'enum');
    lines.push('', `export interface ${name}Table {`);
    for (const field of columns) lines.push(`  ${field.name}: ${columnType(field)};`);
    lines.push(`${unsupportedColumns[name] ?? ''}}`);
  }
  lines.push(
    '',
    'export interface DB {',
    ...models.map((m) => `  ${m.dbName ?? m.name}: ${m.name}Table;`),
    '}',
  );
  return `${lines.join('\n')}\n`;
}

function answer(method: string, params: GenerateParams): unknown {
  if (method === 'getManifest') {
    return { manifest: { prettyName: 'Kysely types', defaultOutput: '../src/generated/kysely.ts' } };
  }
  const output = params.generator.output.value;
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, render(params));
  return null;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line) as { id: number; method: string; params: GenerateParams };
  try {
    process.stderr.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: answer(method, params) })}\n`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `${JSON.stringify({ jsonrpc: '2.0', id, error: { code: 1, message, data: null } })}\n`,
    );
  }
}
