import type { Text } from '@tradeloom/kernel';

/** `confirm` asks for a second look by a person; the others inform. */
export type Severity = 'info' | 'warning' | 'confirm';

/** What a check found: the rule's code, in words, and the numbers it used. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

export const finding = (
  code: string,
  severity: Severity,
  text: Text,
  facts: Readonly<Record<string, string>> = {},
): Finding => ({ code, severity, text, facts });

/** The codes a person must confirm, each once. */
export const confirmationsIn = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.filter((f) => f.severity === 'confirm').map((f) => f.code)),
];

/** What is worth a look: everything but information. */
export const concerns = (findings: readonly Finding[]): number => findings.filter((f) => f.severity !== 'info').length;
