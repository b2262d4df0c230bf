import { resolve } from 'node:path';
import { StartFailure } from './failure.ts';

/** What the launcher itself needs to know; the apps read the rest of the environment themselves. */
export interface Settings {
  readonly port: number;
  readonly appUrl: string;
  readonly dataDir: string;
  /** Absent: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Past the pooler, for migrations. */
  readonly directUrl: string | undefined;
}

/**
 * Reads and checks the launcher's part of the environment. An empty value counts as absent.
 * @throws StartFailure naming the variable, what it got and what it needs
 */
export function readSettings(root: string, source: NodeJS.ProcessEnv = process.env): Settings {
  const given = (name: string) => source[name] || undefined;
  const portText = given('PORT') ?? '3000';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port < 1 || port > 65_535) {
    throw new StartFailure(`PORT needs a port from 1 to 65535 (got "${portText}").`);
  }
  const appUrl = given('APP_URL') ?? `http://localhost:${port}`;
  if (!/^https?:$/.test(URL.parse(appUrl)?.protocol ?? '')) {
    throw new StartFailure(`APP_URL needs an http:// or https:// address (got "${appUrl}").`);
  }
  const databaseUrl = postgresUrl('DATABASE_URL', given('DATABASE_URL'));
  const directUrl = postgresUrl('DATABASE_DIRECT_URL', given('DATABASE_DIRECT_URL'));
  return {
    port,
    appUrl,
    dataDir: resolve(root, given('BALLAST_DATA_DIR') ?? '.data'),
    databaseUrl,
    directUrl,
  };
}

function postgresUrl(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !/^postgres(ql)?:$/.test(URL.parse(value)?.protocol ?? '')) {
    throw new StartFailure(`${name} needs a postgresql:// address (its value is not shown).`);
  }
  return value;
}
