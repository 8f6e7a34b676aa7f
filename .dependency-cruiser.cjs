/** The rules of direction; ARCHITECTURE.md says them in words. Whatever they do not allow fails the check. */
const pkg = (name) => `^packages/${name}/src/`
const tests = '\\.test\\.tsx?$|/contract-suite\\.ts$|/testing/'

const may = (from, ...to) => ({
  name: `${from}-imports-only-${to.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: '^(packages|apps)/', pathNot: [from, ...to] },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vite/client$' } },
    may(pkg('contract')),
    may(pkg('text'), pkg('contract')),
    may(pkg('core'), pkg('contract'), '^packages/taxonomy/src/types\\.ts$'),
    may(pkg('match'), pkg('contract'), '^packages/taxonomy/src/types\\.ts$'),
    may(pkg('taxonomy'), pkg('contract')),
    may(pkg('store'), pkg('core'), pkg('contract')),
    may(pkg('whatsapp'), pkg('core'), pkg('contract')),
    may(pkg('adapters'), pkg('core'), pkg('contract')),
    may(pkg('test-servers')),
    may('^apps/web/', pkg('contract'), pkg('text')),
    may('^apps/simulator/', pkg('contract'), pkg('text')),
    may('^apps/server/', '^packages/(?!test-servers/)'),
    {
      name: 'what-measures-and-breaks-the-product-is-no-part-of-it',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { path: '^(bench|faults)/' },
    },
    {
      name: 'what-only-aws-needs-is-loaded-by-who-uses-aws',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: `${tests}|^packages/adapters/src/files/s3\\.ts$` },
      to: {
        path: '^packages/adapters/src/(aws/circuit|files/s3)\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-packages-do-no-io',
      severity: 'error',
      from: { path: [pkg('contract'), pkg('core'), pkg('match')], pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'flows-never-import-flows-but-their-parts',
      comment: 'A flow is a file that handles a task or a request; parts are shared by name here.',
      severity: 'error',
      from: { path: '^apps/server/src/flows/[^/]+\\.ts$', pathNot: tests },
      to: {
        path: '^apps/server/src/flows/[^/]+\\.ts$',
        pathNot: '/deps\\.ts$',
      },
    },
    {
      name: 'access-audit-limits-and-settings-stand-below-the-flows',
      severity: 'error',
      from: { path: '^apps/server/src/(access|audit|bias-audit|limits|settings)/', pathNot: tests },
      to: { path: '^apps/server/src/(flows|http)/' },
    },
    {
      name: 'features-never-import-features',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    { name: 'no-tests-in-code', severity: 'error', from: { pathNot: tests }, to: { path: '\\.test\\.tsx?$' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
