import { create, logistics, type type } from '@tradeloom/contracts';
import type { DomainError, Outcome, Text } from '@tradeloom/kernel';

/** Why something in a partner's document cannot be acted on; `position` among the facts is its place in the document. */
export interface Finding {
  readonly code: string;
  readonly severity: 'block';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

/** The document as its sender knows it, and where it came in. */
export interface RefusedDocument {
  readonly partner: string;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly ref: type.DocumentRef | undefined;
}

/** A partner's document that could not be acted on. 业务拒收 */
export interface DocumentRefusal {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly partner: string;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly findings: readonly Finding[];
}

export const asFinding = ({ code, text, facts }: DomainError): Finding => ({
  code,
  severity: 'block',
  text,
  facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
});

/** @param orderId of the order that it is about, where one was found */
export const refuse = (
  id: string,
  { partner, receiver, documentNumber, ref }: RefusedDocument,
  findings: readonly Finding[],
  orderId: string,
): Outcome<DocumentRefusal> => ({
  state: { id, version: 0, parties: [partner, receiver], partner, receiver, documentNumber, findings },
  events: [
    create(logistics.DocumentRefusedSchema, {
      ...(ref && { ref }),
      partner,
      receiver,
      documentNumber,
      findings: findings.map((f) => ({ ...f, text: { ...f.text }, facts: { ...f.facts } })),
      orderId,
    }),
  ],
});
