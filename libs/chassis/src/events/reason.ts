/** What an error says, for people who look at readiness. */
export const reasonOf = (error: unknown): string => {
  const said = error instanceof AggregateError ? error.errors.at(-1) : error;
  return said instanceof Error ? said.message : String(said);
};
