export { type Backends, type BackendsPlan, type RelayedPorts, startBackends } from './backends.ts';
export {
  type Credentials,
  hashOf,
  type Parties,
  type PartnerCredential,
  type PersonCredential,
} from './credentials.ts';
export { setBusinessDate } from './database/business-clock.ts';
export { leaveOutOfStatistics } from './database/leave-out-of-statistics.ts';
export { AUDITOR, appRole, OWNER, type RolePasswords, relayRole, rolePasswords, urlAs } from './database/roles.ts';
export type { Endpoints } from './endpoints.ts';
export { type Instance, instancesOf, knownPorts, MOST_REPLICAS, type OwnPorts } from './instances.ts';
export { jarsOf } from './jars.ts';
export { findJava } from './java.ts';
export { fetchJars } from './maven.ts';
export { type Memory, withDescendants } from './memory.ts';
export {
  builtRelease,
  ensureDatabase,
  type MigratedDatabase,
  type MigrationSet,
  migrateDatabase,
  type Release,
} from './migrate.ts';
export { checkout, type Places, placesOf, preparePlaces } from './places.ts';
export type { PortBlock } from './ports.ts';
export { type ProducerLoad, producerPerformance } from './producer-performance.ts';
export { seed } from './seed.ts';
export { GATEWAY, PLATFORM } from './services.ts';
export { figures, readinessOf, type Stack, type StackPlan, startStack } from './stack.ts';
export { INFRASTRUCTURE_EXIT_CODE, StartUpProblem } from './start-up-problem.ts';
export { holdState } from './state-lock.ts';
export { report, Steps, spoken } from './steps.ts';
export { createTopics, topicNames } from './topics.ts';
