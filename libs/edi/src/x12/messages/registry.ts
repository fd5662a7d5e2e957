import { DomainError } from '@tradeloom/kernel';
import type { CanonicalDocument } from '../../canonical/documents.ts';
import { type GrammarNode, parseGrammar } from '../../structure/grammar.ts';
import type { TableVersion } from '../envelope-headers.ts';
import type { MessageFile } from '../message.ts';
import type { ClosedCodes } from '../validate-elements.ts';
import { invoice810 } from './810.ts';
import { remittanceAdvice820 } from './820.ts';
import { applicationAdvice824 } from './824.ts';
import { deliveryForecast830 } from './830.ts';
import { inventoryReport846 } from './846.ts';
import { purchaseOrder850 } from './850.ts';
import { orderResponse855 } from './855.ts';
import { despatchAdvice856 } from './856.ts';
import { orderChange860 } from './860.ts';
import { receiptAdvice861 } from './861.ts';
import { deliveryCall862 } from './862.ts';
import { testResults863 } from './863.ts';
import { orderChangeResponse865 } from './865.ts';
import { orderStatusEnquiry869 } from './869.ts';
import { progressReport870 } from './870.ts';
import { functionalAcknowledgement997 } from './997.ts';
import { implementationAcknowledgement999 } from './999.ts';

/** A set with its grammar parsed and its closed code lists by segment. */
export interface SupportedMessage {
  file: MessageFile;
  grammar: Readonly<Record<TableVersion, GrammarNode>>;
  codes: ReadonlyMap<string, ClosedCodes>;
}

const supported = <D extends CanonicalDocument>(file: MessageFile<D>): SupportedMessage => ({
  // Only documents of the file's own kind reach its `write`: `messageFor` looks them up by kind.
  file: file as unknown as MessageFile,
  grammar: { '004010': parseGrammar(file.grammar['004010']), '005010': parseGrammar(file.grammar['005010']) },
  codes: bySegment(file.codes),
});

const bySegment = (codes: ClosedCodes): Map<string, ClosedCodes> => {
  const segments = new Map<string, Record<string, readonly string[]>>();
  for (const [place, allowed] of Object.entries(codes)) {
    const id = place.slice(0, -2);
    segments.set(id, { ...segments.get(id), [place]: allowed });
  }
  return segments;
};

const all: readonly SupportedMessage[] = [
  supported(invoice810),
  supported(remittanceAdvice820),
  supported(applicationAdvice824),
  supported(deliveryForecast830),
  supported(inventoryReport846),
  supported(purchaseOrder850),
  supported(orderResponse855),
  supported(despatchAdvice856),
  supported(orderChange860),
  supported(receiptAdvice861),
  supported(deliveryCall862),
  supported(testResults863),
  supported(orderChangeResponse865),
  supported(orderStatusEnquiry869),
  supported(progressReport870),
  supported(functionalAcknowledgement997),
  supported(implementationAcknowledgement999),
];

const byType = new Map(all.map((message) => [message.file.type, message]));
const byKind = new Map(all.map((message) => [message.file.kind, message]));

export const messageOfType = (type: string): SupportedMessage | undefined => byType.get(type);

/**
 * Every kind has one set of its own, but the acknowledgement, which names its set.
 *
 * @throws DomainError `edi.write.no-such-set` for a kind that only EDIFACT says
 */
export const messageFor = (document: CanonicalDocument): SupportedMessage => {
  const { kind } = document;
  const message = kind === 'functional-acknowledgement' ? byType.get(document.set) : byKind.get(kind);
  if (message) return message;
  throw new DomainError(
    'edi.write.no-such-set',
    { en: `X12 has no set for ${kind}`, zh: `X12 没有对应 ${kind} 的交易集` },
    { kind },
  );
};

/** The X12 sets this release reads and writes. */
export const supportedTypes: readonly string[] = [...byType.keys()];

/** The set a document is written as: `850` for a purchase order. */
export const typeOf = (document: CanonicalDocument): string => messageFor(document).file.type;
