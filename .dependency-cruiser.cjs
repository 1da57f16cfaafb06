// Who may import whom: app → components → a noun's schema, policy, present · app → any file of a noun → lib/core → packages.
// What runs on both sides: no database, no Node.
const sharedNounFile =
  '^lib/((?!core/)[^/]+/(schema|policy|present)|documents/(passage-link|content-tag)|search/(query-language|matching))\\.ts$'
const sharedCoreFile = '^lib/core/(errors|auth/(permissions|principal|return-to)|pdf/word-boxes)\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-knows-no-noun',
      comment: 'lib/core is the floor: it is given what it needs.',
      severity: 'error',
      from: { path: '^lib/core/' },
      to: { path: '^(lib/(?!core/)|app/|components/)' },
    },
    {
      name: 'lib-stands-below-app',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|scripts|tests)/' },
    },
    {
      name: 'components-stand-below-app',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|scripts|tests)/' },
    },
    {
      name: 'components-see-what-both-sides-share',
      comment: 'Components run in browsers: of a noun they see schema, policy and present, never queries or commands.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/', pathNot: [sharedNounFile, sharedCoreFile], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-knows-no-product-word',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: ['^lib/(?!core/)', '^components/(?!ui/)'] },
    },
    {
      name: 'database-behind-queries-and-commands',
      comment: 'Pages and routes go through a noun.',
      severity: 'error',
      from: { path: '^(app|components)/|^middleware\\.ts$' },
      to: { path: '^lib/core/db/(client|generated)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'requests-are-read-in-app',
      comment: 'Nothing below app reads cookies or headers, but core/auth.',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: '^lib/core/auth/' },
      to: { path: 'node_modules/next/headers\\.' },
    },
    {
      name: 'worker-stays-out-of-the-web',
      comment: 'The web bundle enqueues through SQL and never loads the job runner.',
      severity: 'error',
      from: { path: '^(app|components)/|^middleware\\.ts$' },
      to: { path: ['graphile-worker', '^lib/core/jobs/(runner|lease)'], reachable: true },
    },
    {
      name: 'scripts-are-not-imported',
      severity: 'error',
      from: { path: '^(app|components|lib)/|^(server|middleware)\\.ts$' },
      to: { path: '^(scripts|tests|bench)/' },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package-in-the-app',
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
