import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Memory {
  /** process -> bytes, its descendants included */
  readonly parts: Readonly<Record<string, number>>;
  readonly total: number;
}

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

/** Of all of them together. @returns undefined where memory cannot be measured */
export function memoryOf(processes: readonly { readonly name: string; readonly pid: number }[]): Memory | undefined {
  const parts: Record<string, number> = {};
  for (const { name, pid } of processes) {
    const bytes = treePss(pid);
    // it ended between the listing and the reading
    if (bytes !== undefined) parts[name] = bytes;
  }
  if (Object.keys(parts).length === 0) return undefined;
  return { parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}
