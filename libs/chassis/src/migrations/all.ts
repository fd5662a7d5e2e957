import { Deadlines1764000000100 } from '../deadlines/deadlines.migration.ts';
import { Events1764000000000 } from '../events/events.migration.ts';
import { GuardHeldEvents1764000000011 } from '../held-events/guard-held-events.migration.ts';
import { HeldEvents1764000000010 } from '../held-events/held-events.migration.ts';
import { UnreadableRecords1764000000020 } from '../held-events/unreadable.migration.ts';
import { Trail1764000000050 } from '../trail/trail.migration.ts';

export { platformSql } from './platform.ts';

/** The migrations that every service's schema begins with. */
export const chassisMigrations = [
  Events1764000000000,
  HeldEvents1764000000010,
  GuardHeldEvents1764000000011,
  UnreadableRecords1764000000020,
  Trail1764000000050,
  Deadlines1764000000100,
];
