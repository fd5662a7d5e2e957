import { create, orders } from '@tradeloom/contracts';
import type { DomainError, Facts, Outcome } from '@tradeloom/kernel';
import type { Source } from '../orders/order.rules.ts';

interface Finding {
  readonly code: string;
  readonly severity: 'block';
  readonly text: { readonly en: string; readonly zh: string };
  readonly facts: Record<string, string>;
}

/** A partner's document that no rule lets us act on. 业务拒收 */
export interface DocumentRefusal {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly partner: string;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly source: Source | null;
  readonly finding: Finding;
  /** Where the document is refused for more than one reason. */
  readonly furtherFindings: readonly Finding[];
}

/** The document as its sender knows it. */
export interface RefusedDocument {
  readonly partner: string;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly source: Source | null;
}

const asTexts = (facts: Facts): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));

const findingOf = ({ code, text, facts }: DomainError): Finding => ({
  code,
  severity: 'block',
  text,
  facts: asTexts(facts),
});

/** The rules' own words go back to the sender. */
export const refuseDocument = (
  id: string,
  document: RefusedDocument,
  because: DomainError,
  furthermore: readonly DomainError[] = [],
): Outcome<DocumentRefusal> => {
  const { partner, receiver, documentNumber, source } = document;
  const [finding, furtherFindings] = [findingOf(because), furthermore.map(findingOf)];
  const event = create(orders.DocumentRefusedSchema, {
    partner,
    receiver,
    documentNumber,
    findings: [finding, ...furtherFindings],
    ...(source && { ref: source }),
  });
  return {
    state: { ...document, id, version: 0, parties: [partner, receiver], finding, furtherFindings },
    events: [event],
  };
};
