/**
 * The boundaries of the house: who may know whom. `test/boundaries/` plants a violation of every rule and sees it turn
 * red. Type-only imports count: a rule that borrows a type from storage is bound to storage all the same.
 */
const tests = [
  '\\.test\\.ts$',
  '\\.fixture\\.ts$',
  '^test/',
  '^((libs|services)/[^/]+|gateway)/test/',
  '^libs/testing/',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'rules-are-pure',
      comment: 'A *.rules.ts file knows only rules, the kernel, the contracts and data: no I/O, no clock, no storage.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        pathNot: [
          '\\.rules\\.ts$',
          '\\.json$',
          '^libs/(kernel|contracts)/',
          'node_modules/(@bufbuild/protobuf|ibantools|decimal\\.js)/',
        ],
      },
    },
    {
      name: 'services-meet-on-kafka',
      comment: 'A service knows itself and the libs. Others it hears on Kafka and asks over gRPC.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(services|gateway|deploy|test)/', pathNot: '^services/$1/' },
    },
    {
      name: 'gateway-knows-no-service',
      comment: 'The gateway forwards to services; it never runs their code.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(services|deploy|test)/' },
    },
    {
      name: 'only-the-gateway-reads-files',
      comment: 'EDI and sheets are translated at the edge. A service sees the business document as an event.',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^libs/(edi|feeds|as2|cli|stack)/' },
    },
    {
      name: 'libs-know-no-service',
      comment: 'Dependencies point towards the libs, never back.',
      severity: 'error',
      from: { path: '^libs/', pathNot: tests },
      to: { path: '^(services|gateway|deploy|test)/' },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'Money, quantities, calendar, refusals: decimal arithmetic and nothing else, not even Node.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: tests },
      to: { pathNot: ['^libs/kernel/', 'node_modules/decimal\\.js/'] },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'The contracts are what proto/ says, and its runtime.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: tests },
      to: { pathNot: ['^libs/contracts/', 'node_modules/@bufbuild/protobuf/'] },
    },
    {
      name: 'kafka-lives-in-the-chassis',
      comment:
        'One port to Kafka, so that one client can take the place of another. Topics are made by stack and testing; ' +
        'benchmarks hold the chassis against the bare clients.',
      severity: 'error',
      from: { pathNot: '^(libs/(chassis|testing|stack)|test/load)/' },
      to: { path: 'node_modules/(kafkajs|@platformatic/kafka)/' },
    },
    {
      name: 'connections-live-in-the-chassis',
      comment: 'A service reaches the database through Transactions, which sets whose rows it may see.',
      severity: 'error',
      from: { path: '^(services|gateway)/', pathNot: tests },
      to: { path: 'node_modules/(pg|@nestjs/typeorm)/' },
    },
    {
      name: 'nobody-calls-a-reaction',
      comment: 'A reaction is called by its event, a watch by its clock: only the module and tests name them.',
      severity: 'error',
      from: { pathNot: ['\\.module\\.ts$', ...tests] },
      to: { path: '/(when|watch-for)-[^/]+\\.ts$', pathNot: '\\.rules\\.ts$' },
    },
    {
      name: 'test-helpers-stay-in-tests',
      comment: 'What runs in production does not carry its tests along.',
      severity: 'error',
      from: { pathNot: tests },
      to: {
        path: [
          '^libs/testing/',
          'node_modules/fast-check/',
          '\\.fixture\\.ts$',
          '^((libs|services)/[^/]+|gateway)/test/',
        ],
      },
    },
    {
      name: 'packages-meet-at-their-exports',
      comment: 'Another package is imported by its name, never by a path; but bin/ runs before names can be resolved.',
      severity: 'error',
      from: { path: '^(libs/[^/]+|services/[^/]+|gateway)/', pathNot: '^libs/[^/]+/bin/' },
      to: { path: '^(libs|services|gateway)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or one idea too many.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be resolved is a boundary that cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.tradeloom)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['tradeloom:source', 'import', 'node', 'default'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
    },
  },
};
