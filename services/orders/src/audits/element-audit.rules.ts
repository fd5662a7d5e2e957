import { auditCompliance, type ComplianceElement } from './compliance-audit.rules.ts';
import { auditDates, type DeliveryPromise } from './date-audit.rules.ts';
import type { Finding } from './finding.rules.ts';
import { auditPrices, type PriceElement } from './price-audit.rules.ts';
import { auditQuality, type QualityElement } from './quality-audit.rules.ts';
import { auditTerms, type TermsElement } from './terms-audit.rules.ts';

/** Everything the audit of an order looks at, by family. 订单要素 */
export interface OrderElements {
  readonly price: PriceElement;
  readonly terms: TermsElement;
  readonly dates: readonly DeliveryPromise[];
  readonly quality: readonly QualityElement[];
  readonly compliance: readonly ComplianceElement[];
  readonly destination: string;
}

/** What concerns the export contract stays with the trading company; the rest both owners read. */
export interface AuditedElements {
  readonly trader: readonly Finding[];
  readonly owners: readonly Finding[];
}

export const auditElements = (elements: OrderElements): AuditedElements => ({
  trader: [...auditPrices(elements.price), ...auditTerms(elements.terms)],
  owners: [
    ...auditDates(elements.dates),
    ...auditQuality(elements.quality),
    ...auditCompliance(elements.compliance, elements.destination),
  ],
});
