/**
 * How often a proof is repeated: as often as the suite has time for, or `TRADELOOM_PROOF_ROUNDS` times when somebody
 * runs it by hand for longer. The seed stays the same: more rounds begin with those of the suite.
 */
export const proofRounds = (inSuite: number): number => {
  const said = process.env['TRADELOOM_PROOF_ROUNDS'];
  if (said === undefined) return inSuite;
  const rounds = Number(said);
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new RangeError(`TRADELOOM_PROOF_ROUNDS is no count: ${said}`);
  return rounds;
};
