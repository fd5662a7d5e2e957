const outcomes = ['accepted', 'changed', 'rejected'] as const;

/** @throws Error when a service speaks of an outcome that no partner document knows */
export const outcomeOf = (outcome: string): (typeof outcomes)[number] => {
  const known = outcomes.find((o) => o === outcome);
  if (!known) throw new Error(`no document says ${outcome}`);
  return known;
};
