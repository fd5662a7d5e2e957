/** A customer who speaks EDIFACT, beside the demo's, who speaks X12. */
export const edifactCustomer = {
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

interface EdifactPartner {
  readonly id: string;
  readonly identity: string;
  readonly ourIdentity: string;
  readonly counterparty?: string;
}

/** The profile of a partner, of eastbridge where nobody else is named. @param sends kinds of documents he is sent */
export const partnerRow = (
  { id, identity, ourIdentity, counterparty = 'eastbridge' }: EdifactPartner,
  sends: readonly string[],
) => ({
  id,
  version: 0,
  parties: [id, counterparty],
  organisation: id,
  counterparty,
  format: 'edifact',
  qualifier: '14',
  identity,
  our_qualifier: '14',
  our_identity: ourIdentity,
  edifact_directory: 'D.96A',
  test: false,
  sends,
});
