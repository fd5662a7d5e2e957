import { create, production } from '@tradeloom/contracts';
import type { DomainError, Outcome, Text } from '@tradeloom/kernel';

/** Why something in a partner's document cannot be acted on, with its place in the document. */
export interface Finding {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'block';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

export interface ReceivedDocument {
  readonly interchangeId: string;
  readonly messageControl: string;
  readonly messageType: string;
  readonly groupControl: string;
  /** Which message of the file, from 1; 0 where that was not said. */
  readonly position: number;
}

/** A document of a partner that could not be acted on, in whole or in part. 拒收单据 */
export interface Refusal {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly partner: string;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly ref: ReceivedDocument;
  readonly findings: readonly Finding[];
}

export const asFinding = ({ code, text, facts }: DomainError, place: Readonly<Record<string, string>>): Finding => ({
  code,
  severity: 'block',
  text,
  facts: { ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])), ...place },
});

export const refuse = (refusal: Omit<Refusal, 'version' | 'parties'>, orderId = ''): Outcome<Refusal> => {
  const { partner, receiver, documentNumber } = refusal;
  return {
    state: { ...refusal, version: 0, parties: [partner, receiver] },
    events: [
      create(production.DocumentRefusedSchema, {
        ref: { ...refusal.ref },
        partner,
        receiver,
        documentNumber,
        findings: refusal.findings.map((f) => ({ ...f, text: { ...f.text }, facts: { ...f.facts } })),
        orderId,
      }),
    ],
  };
};
