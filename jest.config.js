/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/gateway', '<rootDir>/test', '<rootDir>/deploy'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@tradeloom/chassis/migrations$': '<rootDir>/libs/chassis/src/migrations/all.ts',
    '^@tradeloom/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  testTimeout: 30_000,
  testRegex: '\\.test\\.ts$',
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
