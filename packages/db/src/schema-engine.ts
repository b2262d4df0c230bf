import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

type WasmExports = Readonly<Record<string, unknown>>;

/** Node has it, but no library this project compiles against describes it. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: WasmExports } }>;
};

interface WasmBindings {
  __wbg_set_wasm(exports: WasmExports): void;
  SchemaEngine: typeof SchemaEngine;
}

let engineClass: Promise<typeof SchemaEngine> | undefined;

/** Loads the engine by hand: Node's own import of WebAssembly prints an experimental warning. */
function loadEngineClass(): Promise<typeof SchemaEngine> {
  engineClass ??= (async () => {
    const glue = bindings as unknown as WasmBindings;
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bindings } });
    glue.__wbg_set_wasm(instance.exports);
    const start = instance.exports['__wbindgen_start'];
    if (typeof start === 'function') start();
    return glue.SchemaEngine;
  })();
  return engineClass;
}

/** PrismaPg has no mapping for the catalogs' one-byte "char" columns, which the engine's own queries read. */
const charOid = 18;

/** The pool as PrismaPg can read it; `charColumns` tells which columns of the newest result were "char". */
function readingCatalogs(pool: pg.Pool): { pool: pg.Pool; charColumns: () => readonly number[] } {
  let chars: number[] = [];
  const query = async (config: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
    const result = await pool.query(config);
    chars = result.fields.flatMap(({ dataTypeID }, index) => (dataTypeID === charOid ? [index] : []));
    for (const field of result.fields) {
      if (field.dataTypeID === charOid) field.dataTypeID = pg.types.builtins.BPCHAR;
    }
    return result;
  };
  return { pool: replacing(pool, { query }), charColumns: () => chars };
}

/**
 * PrismaPg cuts scripts at every semicolon, which breaks function bodies and DO blocks. Postgres takes
 * the whole script in one message, and then runs it as one transaction.
 */
async function runWholeScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = 'N/A', severity = 'ERROR', message, detail, column, hint } = error;
    throw new DriverAdapterError({
      ...{ kind: 'postgres', code, severity, message, detail, column, hint },
      ...{ originalCode: code, originalMessage: message },
    });
  }
}

/** `target` with some of its members replaced. */
function replacing<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(inner, property) {
      if (typeof property === 'string' && Object.hasOwn(members, property)) return members[property];
      const value: unknown = Reflect.get(inner, property, inner);
      return typeof value === 'function' ? value.bind(inner) : value;
    },
  });
}

/**
 * Runs `use` with a schema engine connected to `url`. What asks for a shadow database (a diff from the
 * migrations) gets `url` itself: call such things only on an empty, throw-away database.
 */
export async function withSchemaEngine<T>(
  url: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const Engine = await loadEngineClass();
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {}); // The engine hears of a lost connection from its next statement.
  const catalogs = readingCatalogs(pool);
  const inner = new PrismaPg(catalogs.pool);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await inner.connect();
    // The engine asks one thing at a time, so the newest result is this query's.
    const queryRaw = async (query: SqlQuery): Promise<SqlResultSet> => {
      const result = await adapter.queryRaw(query);
      for (const index of catalogs.charColumns()) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    const executeScript = (script: string): Promise<void> => runWholeScript(pool, script);
    return replacing(adapter, { queryRaw, executeScript });
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect,
    connectToShadowDb: connect,
  };
  const engine = await Engine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}
