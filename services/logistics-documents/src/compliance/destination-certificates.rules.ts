const europeanUnion = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

interface Requirement {
  readonly destinations: readonly string[];
  /** HS headings the rule covers, as prefixes. */
  readonly hs: readonly string[];
  readonly certificates: readonly string[];
  readonly source: string;
}

/** Electrical household goods by destination; grows by row, not by code. */
const requirements: readonly Requirement[] = [
  {
    destinations: ['SA'],
    hs: ['8516'],
    certificates: ['SABER-PCOC', 'SABER-SCOC'],
    source: 'SASO technical regulation, low voltage equipment: product and shipment certificate before arrival',
  },
  {
    destinations: europeanUnion,
    hs: ['8516'],
    certificates: ['CE-DOC'],
    source: 'Directives 2014/35/EU and 2014/30/EU: EU declaration of conformity',
  },
];

export interface RequiredCertificate {
  readonly kind: string;
  readonly because: string;
}

/** Certificates that a destination asks for, given the HS codes of the goods. */
export const certificatesFor = (destination: string, hsCodes: readonly string[]): RequiredCertificate[] =>
  requirements
    .filter((r) => r.destinations.includes(destination))
    .filter((r) => hsCodes.some((code) => r.hs.some((prefix) => code.startsWith(prefix))))
    .flatMap((r) => r.certificates.map((kind) => ({ kind, because: r.source })));
