import { appendFileSync } from 'node:fs';

/**
 * Numbers that a test has measured, kept for docs/guarantees.md when `npm run guarantees` runs it; otherwise nothing.
 * @param figures what was counted -> how much
 */
export const measured = (guarantee: string, figures: Readonly<Record<string, number>>): void => {
  const file = process.env['TRADELOOM_FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify({ guarantee, figures })}\n`);
};
