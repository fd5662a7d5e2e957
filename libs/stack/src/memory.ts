import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Proportional set size (shared pages counted once over all their users), in bytes; undefined where /proc is missing. */
function pssOf(pid: number): number | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch (error) {
    // it ended between the listing and the reading
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** @returns the processes themselves and all their descendants (PostgreSQL's backends) */
export function withDescendants(pids: readonly number[]): number[] {
  if (!existsSync('/proc/self/stat')) return [...pids];
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const parent = parentOf(entry);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const found = [...pids];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

function parentOf(entry: string): number | undefined {
  if (!/^\d+$/.test(entry)) return undefined;
  try {
    // "pid (name, may hold anything) state ppid ..."
    const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Memory of a tree of processes in bytes, or undefined where it cannot be measured. */
export function treePss(pid: number): number | undefined {
  const parts = withDescendants([pid]).map(pssOf);
  if (parts[0] === undefined) return undefined;
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}
