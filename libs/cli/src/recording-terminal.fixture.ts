import type { Language, Terminal } from './terminal.ts';

/** A terminal that remembers what was said to it. */
export const recordingTerminal = (
  language: Language = 'en',
  input = '',
): Terminal & { outs: string[]; errs: string[] } => {
  const outs: string[] = [];
  const errs: string[] = [];
  return {
    language,
    outs,
    errs,
    out: (text) => void outs.push(text),
    err: (text) => void errs.push(text),
    input: async () => input,
  };
};
