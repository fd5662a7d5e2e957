import { Deadlines1764000000100 } from '../deadlines/deadlines.migration.ts';
import { Events1764000000000 } from '../events/events.migration.ts';

export { platformSql } from './platform.ts';

/** The migrations that every service's schema begins with. */
export const chassisMigrations = [Events1764000000000, Deadlines1764000000100];
