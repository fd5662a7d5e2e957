import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeMayBecome, changeStatuses } from '../../services/orders/src/change-requests/change-status.rules.ts';
import { mayBecome, orderStatuses } from '../../services/orders/src/orders/order-status.rules.ts';
import { type Process, processes, type Wait } from './waits.ts';

const root = join(import.meta.dirname, '../..');
const stated = processes.flatMap(({ table, states }) =>
  Object.entries(states).map(([state, wait]) => ({ table, state, wait })),
);
const deadlinesOf = (wait: Wait): readonly string[] => (wait !== 'end' && 'deadlines' in wait ? wait.deadlines : []);

describe('every state that something can be in', () => {
  it('is spoken of here: each table with a status, each with a deadline', () => {
    const tables = globSync('{services/*,gateway}/src/**/*.table.ts', { cwd: root }).filter((table) =>
      /\bstatus: \{|\bdeadlines: /.test(readFileSync(join(root, table), 'utf8')),
    );
    expect(tables.toSorted()).toEqual(processes.map(({ table }) => table).toSorted());
  });

  it.each(stated)('$table: $state ends, or says who is next and until when or why not', ({ wait }) => {
    if (wait === 'end') return expect(wait).toBe('end');
    expect(wait.next).not.toBe('');
    expect('deadlines' in wait ? wait.deadlines.join() : wait.because).not.toBe('');
  });

  it.each(processes)(
    '$table has the deadlines that its states name, and no other',
    ({ states, deadlines }: Process) => {
      const named = new Set(Object.values(states).flatMap(deadlinesOf));
      expect([...named].toSorted()).toEqual(deadlines.toSorted());
    },
  );
});

/** Where the table of transitions is data: whoever waits for a person with a deadline gets out without that person. */
describe.each([
  ['order', orderStatuses, mayBecome],
  ['change', changeStatuses, changeMayBecome],
] as const)('the transitions of an %s', (noun, statuses, may) => {
  const process = processes.find(({ table }) => table.includes(`/${noun}s/`) || table.includes(`/${noun}-requests/`));
  const leadsOn = (from: string): boolean =>
    statuses.some((to) => to !== from && (may as (from: string, to: string) => boolean)(from, to));

  it('lead on from every state that waits, and from no end', () => {
    for (const status of statuses)
      expect([status, leadsOn(status)]).toEqual([status, process?.states[status] !== 'end']);
  });
});
