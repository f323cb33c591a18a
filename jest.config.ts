import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Config } from 'jest';

// The AWS clients want these before they talk to the engines on this machine.
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  // Commands that tests run start in half the time.
  NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compile'),
});

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': '<rootDir>/infra/testing/esbuild-transform.mjs' },
} satisfies Config;

export default {
  coverageProvider: 'v8',
  // A third of the time tests wait, for queues and for other processes: of two cores, three workers leave none idle.
  maxWorkers: Math.max(3, availableParallelism()),
  // What a test file leaves in memory stays there with ES modules: a worker of this size makes way for a new one.
  workerIdleMemoryLimit: '1.5GB',
  // A machine that is busy with something else takes longer for the same; what hangs is still found.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/infra/testing/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{lib,functions,infra,web}/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: [
        '\\.integration\\.test\\.ts$',
        '<rootDir>/infra/aws/',
        '<rootDir>/web/browser/',
      ],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/{lib,functions,infra}/**/*.integration.test.ts'],
    },
    {
      ...shared,
      displayName: 'infra',
      testMatch: ['<rootDir>/infra/aws/**/*.test.ts'],
      testEnvironment: '<rootDir>/infra/testing/cdk-environment.ts',
    },
  ],
} satisfies Config;
