type Row = Readonly<Record<string, unknown>>;

/** An aggregate as the row of its table. */
export const rowOf = (state: object): Row =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );
