/** One place in which two documents differ; null where one of them has nothing there. */
export interface Difference {
  /** `lines[0].buyerItem` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Where two documents differ, in the order of their members; parts that only one of them has are not looked into. */
export const differences = (before: unknown, after: unknown, path = ''): Difference[] => {
  if (isHolder(before) && isHolder(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
      differences(before[name], after[name], inside(path, name, Array.isArray(before))),
    );
  }
  if (before === after || (isAbsent(before) && isAbsent(after))) return [];
  return [{ path, before: before ?? null, after: after ?? null }];
};

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const inside = (path: string, name: string, isList: boolean): string => {
  if (isList) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
};
