import { inspect } from '../src/inspect.ts';
import type { MessageResult } from '../src/result.ts';

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';

/** A document around hand-written elements, `cbc:` and `cac:` as partners write them. */
export const composeUbl = (
  type: string,
  body: string,
  declaration = '<?xml version="1.0" encoding="UTF-8"?>',
): string =>
  `${declaration}
<${type} xmlns="${ubl}${type}-2"
  xmlns:cac="${ubl}CommonAggregateComponents-2"
  xmlns:cbc="${ubl}CommonBasicComponents-2">${body}</${type}>`;

/** `<a:` and `<b:` for the prefixes of aggregates and basic components. */
export const prefixed = (body: string): string =>
  body.replace(/<(\/?)([a-z]):/g, (_, slash: string, kind: string) => `<${slash}${kind === 'a' ? 'cac' : 'cbc'}:`);

export const readUbl = (type: string, body: string): MessageResult => {
  const [interchange] = inspect(Buffer.from(composeUbl(type, prefixed(body))), `${type}.xml`).interchanges ?? [];
  return interchange?.groups[0]?.messages[0] as MessageResult;
};

/** `CODE@/way/to/the/element` of each finding but that no BIS is claimed. */
export const ways = ({ errors }: Pick<MessageResult, 'errors'>): string[] =>
  errors.filter(({ code }) => code !== 'UBL_GUIDE_NOT_CLAIMED').map(({ code, path }) => `${code}@${path ?? ''}`);

/** An order from Lübeck, in the terms of Peppol BIS Ordering 3. */
export const germanOrder = prefixed(`
  <b:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</b:CustomizationID>
  <b:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</b:ProfileID>
  <b:ID>4500117</b:ID>
  <b:IssueDate>2026-12-07</b:IssueDate>
  <b:OrderTypeCode>220</b:OrderTypeCode>
  <b:Note>Lieferung an das Lager Süd &amp; Nord</b:Note>
  <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
  <a:AdditionalDocumentReference><b:ID>ZEI-18</b:ID><b:DocumentType>DRW</b:DocumentType></a:AdditionalDocumentReference>
  <a:Contract><b:ID>RV-2026-4</b:ID></a:Contract>
  <a:BuyerCustomerParty>
    <a:Party>
      <b:EndpointID schemeID="0088">4012345000009</b:EndpointID>
      <a:PartyIdentification><b:ID schemeID="0088">4012345000009</b:ID></a:PartyIdentification>
      <a:PostalAddress>
        <b:StreetName>Hafenstraße 4</b:StreetName><b:CityName>Lübeck</b:CityName><b:PostalZone>23552</b:PostalZone>
        <a:Country><b:IdentificationCode>DE</b:IdentificationCode></a:Country>
      </a:PostalAddress>
      <a:PartyTaxScheme><b:CompanyID>DE811193231</b:CompanyID><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:PartyTaxScheme>
      <a:PartyLegalEntity><b:RegistrationName>Nordlicht Hausgeräte GmbH</b:RegistrationName></a:PartyLegalEntity>
    </a:Party>
  </a:BuyerCustomerParty>
  <a:SellerSupplierParty>
    <a:Party>
      <b:EndpointID schemeID="0088">6901234500011</b:EndpointID>
      <a:PostalAddress><a:Country><b:IdentificationCode>CN</b:IdentificationCode></a:Country></a:PostalAddress>
      <a:PartyLegalEntity><b:RegistrationName>宁波明州贸易有限公司</b:RegistrationName></a:PartyLegalEntity>
    </a:Party>
  </a:SellerSupplierParty>
  <a:Delivery>
    <a:DeliveryLocation>
      <a:Address><b:CityName>Hamburg</b:CityName><a:Country><b:IdentificationCode>DE</b:IdentificationCode></a:Country></a:Address>
    </a:DeliveryLocation>
    <a:RequestedDeliveryPeriod><b:EndDate>2027-01-25</b:EndDate></a:RequestedDeliveryPeriod>
    <a:DeliveryParty><a:PartyName><b:Name>Lager Süd</b:Name></a:PartyName></a:DeliveryParty>
  </a:Delivery>
  <a:DeliveryTerms><b:ID>FOB</b:ID><a:DeliveryLocation><b:ID>Ningbo</b:ID></a:DeliveryLocation></a:DeliveryTerms>
  <a:PaymentTerms><b:Note>T/T 30/60/10</b:Note></a:PaymentTerms>
  <a:AnticipatedMonetaryTotal>
    <b:LineExtensionAmount currencyID="EUR">17416.00</b:LineExtensionAmount>
    <b:PayableAmount currencyID="EUR">17416.00</b:PayableAmount>
  </a:AnticipatedMonetaryTotal>
  <a:OrderLine>
    <a:LineItem>
      <b:ID>1</b:ID>
      <b:Quantity unitCode="C62">1200</b:Quantity>
      <b:LineExtensionAmount currencyID="EUR">16080.00</b:LineExtensionAmount>
      <a:Delivery><a:RequestedDeliveryPeriod><b:StartDate>2027-01-20</b:StartDate><b:EndDate>2027-01-22</b:EndDate></a:RequestedDeliveryPeriod></a:Delivery>
      <a:Price><b:PriceAmount currencyID="EUR">1340.00</b:PriceAmount><b:BaseQuantity unitCode="C62">100</b:BaseQuantity></a:Price>
      <a:Item>
        <b:Description>1,8 Liter, mit Deckel</b:Description><b:Name>Wasserkocher</b:Name>
        <a:BuyersItemIdentification><b:ID>NL-7</b:ID></a:BuyersItemIdentification>
        <a:StandardItemIdentification><b:ID schemeID="0160">04012345678901</b:ID></a:StandardItemIdentification>
      </a:Item>
    </a:LineItem>
  </a:OrderLine>
  <a:OrderLine>
    <a:LineItem>
      <b:ID>2</b:ID>
      <b:Quantity unitCode="XCT">100</b:Quantity>
      <b:LineExtensionAmount currencyID="EUR">1336.00</b:LineExtensionAmount>
      <a:AllowanceCharge>
        <b:ChargeIndicator>false</b:ChargeIndicator><b:AllowanceChargeReason>Messerabatt</b:AllowanceChargeReason>
        <b:Amount currencyID="EUR">4.00</b:Amount>
      </a:AllowanceCharge>
      <a:Price><b:PriceAmount currencyID="EUR">13.40</b:PriceAmount></a:Price>
      <a:Item><b:Name>Ersatzdeckel</b:Name><a:SellersItemIdentification><b:ID>KT-18-D</b:ID></a:SellersItemIdentification></a:Item>
    </a:LineItem>
  </a:OrderLine>
`);

/** An invoice of two rates, an allowance and a charge, in the terms of Peppol BIS Billing 3. */
export const chineseInvoice = prefixed(`
  <b:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</b:CustomizationID>
  <b:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</b:ProfileID>
  <b:ID>INV-2026-88</b:ID>
  <b:IssueDate>2027-02-01</b:IssueDate>
  <b:DueDate>2027-03-03</b:DueDate>
  <b:InvoiceTypeCode>380</b:InvoiceTypeCode>
  <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
  <a:OrderReference><b:ID>4500117</b:ID></a:OrderReference>
  <a:AccountingSupplierParty>
    <a:Party>
      <b:EndpointID schemeID="0088">6901234500011</b:EndpointID>
      <a:PostalAddress><b:CityName>宁波</b:CityName><a:Country><b:IdentificationCode>CN</b:IdentificationCode></a:Country></a:PostalAddress>
      <a:PartyTaxScheme><b:CompanyID>DE299999990</b:CompanyID><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:PartyTaxScheme>
      <a:PartyLegalEntity><b:RegistrationName>宁波明州贸易有限公司</b:RegistrationName></a:PartyLegalEntity>
    </a:Party>
  </a:AccountingSupplierParty>
  <a:AccountingCustomerParty>
    <a:Party>
      <b:EndpointID schemeID="0088">4012345000009</b:EndpointID>
      <a:PostalAddress><a:Country><b:IdentificationCode>DE</b:IdentificationCode></a:Country></a:PostalAddress>
      <a:PartyLegalEntity><b:RegistrationName>Nordlicht Hausgeräte GmbH</b:RegistrationName></a:PartyLegalEntity>
    </a:Party>
  </a:AccountingCustomerParty>
  <a:AllowanceCharge>
    <b:ChargeIndicator>false</b:ChargeIndicator><b:AllowanceChargeReason>Rabatt</b:AllowanceChargeReason>
    <b:Amount currencyID="EUR">100.00</b:Amount>
    <a:TaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:TaxCategory>
  </a:AllowanceCharge>
  <a:AllowanceCharge>
    <b:ChargeIndicator>true</b:ChargeIndicator><b:AllowanceChargeReason>Fracht</b:AllowanceChargeReason>
    <b:Amount currencyID="EUR">50.00</b:Amount>
    <a:TaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:TaxCategory>
  </a:AllowanceCharge>
  <a:TaxTotal>
    <b:TaxAmount currencyID="EUR">194.50</b:TaxAmount>
    <a:TaxSubtotal>
      <b:TaxableAmount currencyID="EUR">950.00</b:TaxableAmount><b:TaxAmount currencyID="EUR">180.50</b:TaxAmount>
      <a:TaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:TaxCategory>
    </a:TaxSubtotal>
    <a:TaxSubtotal>
      <b:TaxableAmount currencyID="EUR">200.00</b:TaxableAmount><b:TaxAmount currencyID="EUR">14.00</b:TaxAmount>
      <a:TaxCategory><b:ID>S</b:ID><b:Percent>7</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:TaxCategory>
    </a:TaxSubtotal>
  </a:TaxTotal>
  <a:LegalMonetaryTotal>
    <b:LineExtensionAmount currencyID="EUR">1200.00</b:LineExtensionAmount>
    <b:TaxExclusiveAmount currencyID="EUR">1150.00</b:TaxExclusiveAmount>
    <b:TaxInclusiveAmount currencyID="EUR">1344.50</b:TaxInclusiveAmount>
    <b:AllowanceTotalAmount currencyID="EUR">100.00</b:AllowanceTotalAmount>
    <b:ChargeTotalAmount currencyID="EUR">50.00</b:ChargeTotalAmount>
    <b:PrepaidAmount currencyID="EUR">300.00</b:PrepaidAmount>
    <b:PayableAmount currencyID="EUR">1044.50</b:PayableAmount>
  </a:LegalMonetaryTotal>
  <a:InvoiceLine>
    <b:ID>1</b:ID><b:InvoicedQuantity unitCode="H87">100</b:InvoicedQuantity>
    <b:LineExtensionAmount currencyID="EUR">1000.00</b:LineExtensionAmount>
    <a:OrderLineReference><b:LineID>7</b:LineID></a:OrderLineReference>
    <a:Item>
      <b:Name>电热水壶</b:Name>
      <a:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:ClassifiedTaxCategory>
    </a:Item>
    <a:Price><b:PriceAmount currencyID="EUR">10.0000</b:PriceAmount></a:Price>
  </a:InvoiceLine>
  <a:InvoiceLine>
    <b:ID>2</b:ID><b:InvoicedQuantity unitCode="H87">10</b:InvoicedQuantity>
    <b:LineExtensionAmount currencyID="EUR">200.00</b:LineExtensionAmount>
    <a:Item>
      <b:Name>Handbuch</b:Name>
      <a:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>7</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:ClassifiedTaxCategory>
    </a:Item>
    <a:Price><b:PriceAmount currencyID="EUR">20.00</b:PriceAmount></a:Price>
  </a:InvoiceLine>
`);
