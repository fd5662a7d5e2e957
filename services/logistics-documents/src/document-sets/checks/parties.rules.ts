import { type Agreement, normalised, overall, type Rule, sameText, sameWords, says } from './check.rules.ts';

const marks: Agreement = {
  id: 'DC10',
  severity: 'error',
  subject: { en: 'Shipping marks', zh: '唛头' },
  groups: ({ instruction, invoice, packingList, declaration, billOfLading }) =>
    overall(
      says('shipping-instruction', instruction?.marks),
      says('packing-list', packingList?.marks),
      says('commercial-invoice', invoice?.marks),
      says('customs-declaration', declaration?.marks),
      says('bill-of-lading', billOfLading?.marks),
    ),
  same: sameWords,
};

const party = (subject: Agreement['subject'], groups: Agreement['groups']): Agreement => ({
  id: 'DC14',
  severity: 'error',
  subject,
  groups,
  same: sameWords,
});

const seller = party({ en: 'Seller', zh: '卖方' }, ({ contract, invoice, packingList }) =>
  overall(
    says('contract', contract?.seller.nameEn),
    says('commercial-invoice', invoice?.seller.nameEn),
    says('packing-list', packingList?.seller.nameEn),
  ),
);

const buyer = party({ en: 'Buyer', zh: '买方' }, ({ contract, invoice, packingList, declaration }) =>
  overall(
    says('contract', contract?.buyer.nameEn),
    says('commercial-invoice', invoice?.buyer.nameEn),
    says('packing-list', packingList?.buyer.nameEn),
    says('customs-declaration', declaration?.overseasConsignee.nameEn),
  ),
);

const consignor = party({ en: 'Domestic consignor', zh: '境内发货人' }, ({ contract, declaration }) =>
  overall(says('contract', contract?.seller.uscc), says('customs-declaration', declaration?.consignor.uscc)),
);

const producer = party({ en: 'Producing or selling entity', zh: '生产销售单位' }, ({ contract, declaration }) =>
  overall(says('contract', contract?.producer.uscc), says('customs-declaration', declaration?.producer.uscc)),
);

const shipper = party({ en: 'Shipper', zh: '发货人' }, ({ instruction, billOfLading }) =>
  overall(says('shipping-instruction', instruction?.shipper), says('bill-of-lading', billOfLading?.shipper)),
);

const consignee: Agreement = {
  id: 'DC15',
  severity: 'error',
  subject: { en: 'Consignee', zh: '收货人' },
  groups: ({ instruction, billOfLading }) =>
    overall(says('shipping-instruction', instruction?.consignee), says('bill-of-lading', billOfLading?.consignee)),
  same: sameWords,
};

/** The consignee is compared with the buyer or the credit's wording; it is never the seller himself. */
const consigneeIsNotSeller: Rule = {
  id: 'DC15',
  severity: 'error',
  breaches: ({ instruction, billOfLading }) => {
    if (!instruction || !billOfLading) return [];
    if (normalised(instruction.shipper) !== normalised(billOfLading.consignee)) return [];
    return [
      {
        documents: ['shipping-instruction', 'bill-of-lading'],
        values: [instruction.shipper, billOfLading.consignee],
        text: {
          en: `The bill of lading consigns the goods to the seller, ${billOfLading.consignee}`,
          zh: `提单收货人为卖方自己：${billOfLading.consignee}`,
        },
      },
    ];
  },
};

const notify: Agreement = {
  id: 'DC16',
  severity: 'error',
  subject: { en: 'Notify party', zh: '通知人' },
  groups: ({ instruction, billOfLading }) =>
    overall(says('shipping-instruction', instruction?.notify), says('bill-of-lading', billOfLading?.notify)),
  same: sameWords,
};

/** The goods' origin of authority: contract numbers on invoice and declaration. */
const contractNumbers: Agreement = {
  id: 'DC14',
  severity: 'error',
  subject: { en: 'Contract number', zh: '合同号' },
  groups: ({ contract, invoice, declaration }) =>
    overall(
      says('contract', contract?.numbers.join(' ')),
      says('commercial-invoice', invoice?.contractNumbers.join(' ')),
      says('customs-declaration', declaration?.contractNumbers.join(' ')),
    ),
  same: sameText,
};

export const partyChecks = [
  marks,
  seller,
  buyer,
  consignor,
  producer,
  contractNumbers,
  shipper,
  consignee,
  consigneeIsNotSeller,
  notify,
];
