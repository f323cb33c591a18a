import type { IConfiguration } from 'dependency-cruiser';

const business = '^lib/(?!graph/|contract/|platform/)';

/** Who may import whom: graph ← contract ← platform ← business folders ← functions. docs/architecture.md tells why. */
export const layerRules = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'graph-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^lib/graph/' },
      to: { path: '^(lib/(?!graph/)|functions/|infra/|web/)' },
    },
    {
      name: 'contract-imports-only-the-graph',
      severity: 'error',
      from: { path: '^lib/contract/' },
      to: { path: '^(lib/(?!contract/|graph/)|functions/|infra/|web/)' },
    },
    {
      name: 'platform-imports-only-the-contract',
      severity: 'error',
      from: { path: '^lib/platform/' },
      to: { path: `${business}|^(functions|infra|web)/` },
    },
    {
      name: 'business-stays-in-lib',
      severity: 'error',
      from: { path: business },
      to: { path: '^(functions|infra|web)/' },
    },
    {
      name: 'functions-import-only-lib',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(functions|infra|web)/' },
    },
    {
      name: 'web-sees-only-contract-and-graph',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^(lib/(?!contract/|graph/)|functions/|infra/)' },
    },
    {
      name: 'aws-sees-only-the-contract',
      severity: 'error',
      from: { path: '^infra/(aws/|app\\.ts|manifest(-entry)?\\.ts)' },
      to: { path: '^(lib/(?!contract/|graph/)|functions/|web/|infra/local/)' },
    },
    {
      name: 'only-platform-knows-aws-and-stripe-clients',
      severity: 'error',
      from: { path: '^(lib|functions)/', pathNot: '^lib/platform/' },
      to: { path: '^node_modules/(@aws-sdk|stripe)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-depends-on-the-bench',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'no-shipped-code-from-dev-packages',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '@types/aws-lambda' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|dist|bench/results)/|\\.(test|spec)\\.tsx?$' },
    // The TypeScript parser reads nothing through TypeScript 7, and says that all is well.
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
} satisfies IConfiguration;
