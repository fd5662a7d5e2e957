import { keyRow } from './scene.ts';

interface Partner {
  readonly id: string;
  readonly identity: string;
  readonly ourIdentity: string;
  /** eastbridge where nobody else is named */
  readonly counterparty?: string;
  /** EDIFACT where nothing else is said */
  readonly format?: string;
  readonly qualifier?: string;
  readonly directory?: string;
}

/** A partner whose company is none of the demo's. */
interface Newcomer extends Partner {
  readonly organisation: {
    readonly id: string;
    readonly kind: string;
    readonly name_en: string;
    readonly name_zh: string;
    readonly country: string;
  };
}

/** A customer who speaks EDIFACT, beside the demo's, who speaks X12. */
export const edifactCustomer: Newcomer = {
  id: 'nordlicht',
  identity: '4012345000009',
  ourIdentity: '6901234500017',
  organisation: {
    id: 'nordlicht',
    kind: 'customer',
    name_en: 'Nordlicht Hausgeräte GmbH',
    name_zh: '北光家电',
    country: 'DE',
  },
};

/** The same, had he gone over to Peppol. */
export const ublCustomer: Newcomer = {
  ...edifactCustomer,
  format: 'ubl',
  qualifier: '0088',
  ourIdentity: '6901234500011',
};

/** A supplier of hengda's who speaks EDIFACT, beside the demo's, who speak X12 and send sheets. */
export const edifactSupplier: Newcomer = {
  id: 'kaida',
  identity: 'KAIDA',
  ourIdentity: 'HENGDA',
  counterparty: 'hengda',
  qualifier: 'ZZZ',
  organisation: { id: 'kaida', kind: 'supplier', name_en: 'Kaida', name_zh: '凯达', country: 'CN' },
};

/** The profile of a partner. @param sends kinds of documents he is sent */
export const partnerRow = (partner: Partner, sends: readonly string[]) => {
  const { id, identity, ourIdentity, counterparty = 'eastbridge' } = partner;
  const { format = 'edifact', qualifier = '14', directory = 'D.96A' } = partner;
  return {
    id,
    version: 0,
    parties: [id, counterparty],
    organisation: id,
    counterparty,
    format,
    qualifier,
    identity,
    our_qualifier: qualifier,
    our_identity: ourIdentity,
    edifact_directory: format === 'edifact' ? directory : null,
    test: false,
    sends,
  };
};

/** His company, his profile and the key of his system. @param sends kinds of documents he is sent */
export const newcomerRows = (partner: Newcomer, sends: readonly string[]) => ({
  'gateway.organisations': [partner.organisation],
  'gateway.partners': [partnerRow(partner, sends)],
  'gateway.api_keys': [keyRow(partner.id, partner.id, partner.organisation.kind, null)],
});
