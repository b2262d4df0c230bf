/** The arrows of ARCHITECTURE.md: reliability <- db, integrations <- api <- apps. Type-only imports count. */
const only = (from, allowed) => ({
  name: `${from.replace(/[^a-z]+/g, '-')}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(packages|apps|e2e|bench|scripts)/', pathNot: `^(${[from, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('packages/reliability', []),
    only('packages/db', ['packages/reliability']),
    only('packages/integrations', ['packages/reliability']),
    only('packages/api', ['packages/reliability', 'packages/db', 'packages/integrations']),
    only('apps/web', ['packages/[a-z]+']),
    only('apps/cron', ['packages/[a-z]+']),
    {
      name: 'services-do-not-know-trpc',
      severity: 'error',
      from: { path: '^packages/api/src/services/' },
      to: { path: '@trpc/server' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|dist|generated)/|next-env\\.d\\.ts$' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
