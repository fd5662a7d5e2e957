const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/gateway', '<rootDir>/test', '<rootDir>/deploy'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@tradeloom/chassis/migrations$': '<rootDir>/libs/chassis/src/migrations/all.ts',
    '^@tradeloom/stack/topics$': '<rootDir>/libs/stack/src/make-topics.ts',
    '^@tradeloom/(kernel|contracts|chassis|edi|feeds|as2|stack|testing|trail|cli)$': '<rootDir>/libs/$1/src/index.ts',
  },
  modulePathIgnorePatterns: ['/dist/', '/\\.tradeloom/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

/**
 * Unit tests need nothing but themselves; tests named `.int.test.ts` have a real PostgreSQL and a real Kafka.
 * @type {import('jest').Config}
 */
export default {
  testTimeout: 30_000,
  // Suites wait for databases and brokers more than they compute: one per core, and a fresh worker for one that has grown.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/longest-first.js',
  projects: [
    { ...common, displayName: 'unit', testRegex: '(?<!\\.int)\\.test\\.ts$' },
    {
      ...common,
      displayName: 'int',
      testRegex: '\\.int\\.test\\.ts$',
      globalSetup: '<rootDir>/libs/stack/dist/jest-setup.js',
      globalTeardown: '<rootDir>/libs/stack/dist/jest-teardown.js',
    },
  ],
};
