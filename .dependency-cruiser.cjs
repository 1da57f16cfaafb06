// Who may import whom: app → components → a noun's schema, policy, present · app → any file of a noun → lib/core → packages.
// Files that run in the browser and on the server: no database, no Node.js.
const sharedNounFile =
  '^lib/((?!core/)[^/]+/(schema|policy|present)|documents/(passage-link|content-tag)|search/(query-language|matching))\\.ts$'
const sharedCoreFile = '^lib/core/(errors|auth/(permissions|principal|return-to)|pdf/word-boxes)\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular-imports',
      comment: 'Two files that import each other, also only for types, are one file or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-imports-no-noun',
      comment: 'lib/core is below the nouns: callers pass what it needs.',
      severity: 'error',
      from: { path: '^lib/core/' },
      to: { path: '^(lib/(?!core/)|app/|components/)' },
    },
    {
      name: 'lib-imports-nothing-above-it',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|scripts|tests)/' },
    },
    {
      name: 'components-import-nothing-above-them',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|scripts|tests)/' },
    },
    {
      name: 'components-import-shared-files-only',
      comment:
        'Components run in browsers: of a noun they import schema, policy and present, never queries or commands.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/', pathNot: [sharedNounFile, sharedCoreFile], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-imports-no-noun',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: ['^lib/(?!core/)', '^components/(?!ui/)'] },
    },
    {
      name: 'only-lib-imports-the-database',
      comment: 'Pages and routes use the queries and commands of a noun.',
      severity: 'error',
      from: { path: '^(app|components)/|^middleware\\.ts$' },
      to: { path: '^lib/core/db/(client|generated)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-app-reads-the-request',
      comment: 'Below app, only core/auth reads cookies and headers.',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: '^lib/core/auth/' },
      to: { path: 'node_modules/next/headers\\.' },
    },
    {
      name: 'no-job-runner-in-the-web-bundle',
      comment: 'The web bundle enqueues through SQL and never loads the job runner.',
      severity: 'error',
      from: { path: '^(app|components)/|^middleware\\.ts$' },
      to: { path: ['graphile-worker', '^lib/core/jobs/(runner|lease)'], reachable: true },
    },
    {
      name: 'scripts-tests-and-benchmarks-are-not-imported',
      severity: 'error',
      from: { path: '^(app|components|lib)/|^(server|middleware)\\.ts$' },
      to: { path: '^(scripts|tests|bench)/' },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-dependencies-in-the-app',
      severity: 'error',
      from: {
        path: '^(app|components|lib|scripts)/|^(server|middleware)\\.ts$',
        pathNot: '^scripts/(test|bench|check-prose|support/prose)',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['lib/core/db/generated/', '\\.css$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
