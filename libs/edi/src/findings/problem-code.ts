import type { Level, Severity } from '../result.ts';

/** How acknowledgements name a problem: AK304, AK403, AK502, AK905 and TA105 codes. */
export interface AckCodes {
  segment?: string;
  element?: string;
  message?: string;
  group?: string;
  interchange?: string;
}

export interface ProblemCode extends AckCodes {
  level: Level;
  severity: Severity;
  en: string;
  zh: string;
}

export const transport = (en: string, zh: string, codes: AckCodes = {}, severity: Severity = 'error'): ProblemCode => ({
  level: 'transport',
  severity,
  en,
  zh,
  ...codes,
});
export const syntax = (en: string, zh: string, codes: AckCodes = {}, severity: Severity = 'error'): ProblemCode => ({
  ...transport(en, zh, codes, severity),
  level: 'syntax',
});
export const structure = (en: string, zh: string, codes: AckCodes, severity: Severity = 'error'): ProblemCode => ({
  ...transport(en, zh, codes, severity),
  level: 'structure',
});
export const guide = (en: string, zh: string): ProblemCode => ({ ...transport(en, zh, {}, 'warning'), level: 'guide' });
