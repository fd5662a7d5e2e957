/**
 * What each Peppol BIS 3 uses of UBL, in the notation of the grammar: `!` mandatory, `*` any number of times, `*2` at
 * most twice; what an aggregate holds stands in braces.
 */

/** Ordering 3, order. */
export const t01 = `
Order!{CustomizationID! ProfileID! ID! SalesOrderID IssueDate! IssueTime OrderTypeCode Note DocumentCurrencyCode!
CustomerReference AccountingCost ValidityPeriod{EndDate!} QuotationDocumentReference{ID!}
OrderDocumentReference{ID!} OriginatorDocumentReference{ID!} CatalogueReference{ID!}
AdditionalDocumentReference*{ID! DocumentType Attachment{EmbeddedDocumentBinaryObject ExternalReference{URI!}}}
Contract{ID!} ProjectReference{ID!} BuyerCustomerParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!}
PostalAddress{StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line}
Country!{IdentificationCode!}} PartyTaxScheme{CompanyID! TaxScheme!{ID!}} PartyLegalEntity!{RegistrationName!
CompanyID RegistrationAddress{CityName Country!{IdentificationCode!}}} Contact{Name Telephone ElectronicMail}}}
SellerSupplierParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!} PostalAddress!{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyLegalEntity!{RegistrationName! CompanyID RegistrationAddress{CityName Country!{IdentificationCode!}}}
Contact{Name Telephone ElectronicMail}}} OriginatorCustomerParty{Party!{PartyIdentification{ID!} PartyName{Name!}
Contact{Name Telephone ElectronicMail}}} AccountingCustomerParty{Party!{EndpointID PartyIdentification{ID!}
PartyName{Name!} PostalAddress!{StreetName AdditionalStreetName CityName PostalZone CountrySubentity
AddressLine{Line} Country!{IdentificationCode!}} PartyTaxScheme{CompanyID! TaxScheme!{ID!}}
PartyLegalEntity!{RegistrationName! CompanyID RegistrationAddress{CityName Country!{IdentificationCode!}}}
Contact{Name Telephone ElectronicMail}}} Delivery{DeliveryLocation{ID Name Address!{StreetName AdditionalStreetName
CityName PostalZone CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}}}
RequestedDeliveryPeriod{StartDate StartTime EndDate EndTime} DeliveryParty{PartyIdentification{ID!}
PartyName!{Name!} PostalAddress{StreetName AdditionalStreetName CityName PostalZone CountrySubentity
AddressLine{Line!} Country!{IdentificationCode!}} Contact{Name Telephone ElectronicMail}}
Despatch{RequestedDespatchDate! RequestedDespatchTime} Shipment{ID! ShippingPriorityLevelCode
TransportHandlingUnit{ShippingMarks}}} DeliveryTerms{ID SpecialTerms DeliveryLocation{ID!}} PaymentTerms{Note!}
AllowanceCharge*{ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason! MultiplierFactorNumeric Amount!
BaseAmount TaxCategory{ID! Percent TaxScheme!{ID!}}} TaxTotal{TaxAmount!}
AnticipatedMonetaryTotal{LineExtensionAmount! TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount
ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount!} OrderLine!*{Note LineItem!{ID! Quantity!
LineExtensionAmount PartialDeliveryIndicator AccountingCost Delivery{ID RequestedDeliveryPeriod!{StartDate StartTime
EndDate EndTime}} OriginatorParty{PartyIdentification{ID!} PartyName{Name!}} AllowanceCharge*{ChargeIndicator!
AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric Amount! BaseAmount} Price{PriceAmount!
BaseQuantity AllowanceCharge{ChargeIndicator! Amount! BaseAmount}} Item!{Description Name!
BuyersItemIdentification{ID!} SellersItemIdentification{ID!} ManufacturersItemIdentification{ID!}
StandardItemIdentification{ID!} ItemSpecificationDocumentReference*{ID!}
CommodityClassification*{ItemClassificationCode} ClassifiedTaxCategory{ID! Percent TaxScheme!{ID!}}
AdditionalItemProperty*{ID Name! NameCode Value! ValueQuantity ValueQualifier} ItemInstance*{SerialID
LotIdentification{LotNumberID}}}}}}`;

/** Ordering 3, response. */
export const t76 = `
OrderResponse!{CustomizationID! ProfileID! ID! SalesOrderID IssueDate! IssueTime OrderResponseCode! Note
DocumentCurrencyCode! CustomerReference OrderReference!{ID!} SellerSupplierParty!{Party!{EndpointID!
PartyIdentification*{ID!} PartyLegalEntity{RegistrationName!}}} BuyerCustomerParty!{Party!{EndpointID!
PartyIdentification*{ID!} PartyLegalEntity{RegistrationName!}}} Delivery{PromisedDeliveryPeriod!{StartDate StartTime
EndDate EndTime}} OrderLine*{LineItem!{ID! Note LineStatusCode! Quantity MaximumBackorderQuantity
Delivery{PromisedDeliveryPeriod!{StartDate StartTime EndDate EndTime}} Price{PriceAmount! BaseQuantity} Item!{Name!
BuyersItemIdentification{ID!} SellersItemIdentification{ID!} StandardItemIdentification{ID!}}}
SellerSubstitutedLineItem{ID! Item!{Name SellersItemIdentification{ID!} StandardItemIdentification{ID!}
CommodityClassification*{ItemClassificationCode} ClassifiedTaxCategory{ID! Percent TaxScheme!{ID!}}
AdditionalItemProperty*{Name! NameCode Value! ValueQuantity ValueQualifier}}} OrderLineReference!{LineID!}}}`;

/** Advanced Ordering 3, response. */
export const t116 = `
OrderResponse!{CustomizationID! ProfileID! ID! SalesOrderID IssueDate! IssueTime OrderResponseCode! Note
DocumentCurrencyCode! CustomerReference OrderReference!{ID!} OrderChangeDocumentReference{ID!}
SellerSupplierParty!{Party!{EndpointID! PartyIdentification*{ID!} PartyLegalEntity{RegistrationName!}}}
BuyerCustomerParty!{Party!{EndpointID! PartyIdentification*{ID!} PartyLegalEntity{RegistrationName!}}}
Delivery{PromisedDeliveryPeriod!{StartDate StartTime EndDate EndTime}} OrderLine*{LineItem!{ID! Note LineStatusCode!
Quantity MaximumBackorderQuantity Delivery{PromisedDeliveryPeriod{StartDate StartTime EndDate EndTime}}
Price{PriceAmount! BaseQuantity} Item!{Name! BuyersItemIdentification{ID!} SellersItemIdentification{ID!}
StandardItemIdentification{ID!}}} SellerSubstitutedLineItem{ID! Item!{Name SellersItemIdentification{ID!}
StandardItemIdentification{ID!} CommodityClassification*{ItemClassificationCode} ClassifiedTaxCategory{ID! Percent
TaxScheme!{ID!}} AdditionalItemProperty*{Name! NameCode Value! ValueQuantity ValueQualifier}}}
OrderLineReference!{LineID!}}}`;

/** Advanced Ordering 3, change. */
export const t114 = `
OrderChange!{CustomizationID! ProfileID! ID! SalesOrderID IssueDate! IssueTime SequenceNumberID Note
DocumentCurrencyCode! CustomerReference AccountingCost ValidityPeriod{EndDate!} OrderReference!{ID!}
QuotationDocumentReference{ID!} OriginatorDocumentReference{ID!} AdditionalDocumentReference*{ID! DocumentType
Attachment{EmbeddedDocumentBinaryObject ExternalReference{URI!}}} Contract{ID!}
BuyerCustomerParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!} PostalAddress{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyTaxScheme{CompanyID! TaxScheme!{ID!}} PartyLegalEntity!{RegistrationName! CompanyID
RegistrationAddress{CityName Country!{IdentificationCode!}}} Contact{Name Telephone ElectronicMail}}}
SellerSupplierParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!} PostalAddress!{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyLegalEntity!{RegistrationName! CompanyID RegistrationAddress{CityName Country!{IdentificationCode!}}}
Contact{Name Telephone ElectronicMail}}} OriginatorCustomerParty{Party!{PartyIdentification{ID!} PartyName{Name!}
Contact{Name Telephone ElectronicMail}}} AccountingCustomerParty{Party!{EndpointID PartyIdentification{ID!}
PartyName{Name!} PostalAddress!{StreetName AdditionalStreetName CityName PostalZone CountrySubentity
AddressLine{Line} Country!{IdentificationCode!}} PartyTaxScheme{CompanyID! TaxScheme!{ID!}}
PartyLegalEntity!{RegistrationName! CompanyID RegistrationAddress{CityName Country!{IdentificationCode!}}}
Contact{Name Telephone ElectronicMail}}} Delivery{DeliveryLocation{ID Name Address!{StreetName AdditionalStreetName
CityName PostalZone CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}}}
RequestedDeliveryPeriod{StartDate StartTime EndDate EndTime} DeliveryParty{PartyIdentification{ID!}
PartyName!{Name!} PostalAddress{StreetName AdditionalStreetName CityName PostalZone CountrySubentity
AddressLine{Line!} Country!{IdentificationCode!}} Contact{Name Telephone ElectronicMail}} Shipment{ID!
TransportHandlingUnit{ShippingMarks}}} DeliveryTerms{ID SpecialTerms DeliveryLocation{ID!}} PaymentTerms{Note!}
AllowanceCharge*{ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason! MultiplierFactorNumeric Amount!
BaseAmount TaxCategory{ID! Percent TaxScheme!{ID!}}} TaxTotal{TaxAmount!}
AnticipatedMonetaryTotal{LineExtensionAmount! TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount
ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount!} OrderLine!*{Note LineItem!{ID! LineStatusCode!
Quantity! LineExtensionAmount PartialDeliveryIndicator AccountingCost Delivery{ID RequestedDeliveryPeriod{StartDate
StartTime EndDate EndTime}} OriginatorParty{PartyIdentification{ID!} PartyName{Name!}}
AllowanceCharge*{ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric Amount!
BaseAmount} Price{PriceAmount! BaseQuantity AllowanceCharge{ChargeIndicator! Amount! BaseAmount}} Item!{Description
Name! BuyersItemIdentification{ID!} SellersItemIdentification{ID!} StandardItemIdentification{ID!}
ItemSpecificationDocumentReference*{ID!} CommodityClassification*{ItemClassificationCode} ClassifiedTaxCategory{ID!
Percent TaxScheme!{ID!}} AdditionalItemProperty*{ID Name! NameCode Value! ValueQuantity ValueQualifier}
ItemInstance*{SerialID LotIdentification{LotNumberID}}}}}}`;

/** Advanced Ordering 3, cancellation. */
export const t115 = `
OrderCancellation!{CustomizationID! ProfileID! ID! IssueDate! IssueTime Note CancellationNote! OrderReference!{ID!}
OriginatorDocumentReference{ID!} AdditionalDocumentReference*{ID! DocumentType
Attachment{EmbeddedDocumentBinaryObject ExternalReference{URI!}}} Contract{ID!}
BuyerCustomerParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!} PostalAddress{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyTaxScheme{CompanyID! TaxScheme!{ID!}} PartyLegalEntity!{RegistrationName! CompanyID
RegistrationAddress{CityName Country!{IdentificationCode!}}} Contact{Name Telephone ElectronicMail}}}
SellerSupplierParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!} PostalAddress!{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyLegalEntity!{RegistrationName! CompanyID RegistrationAddress{CityName Country!{IdentificationCode!}}}
Contact{Name Telephone ElectronicMail}}} OriginatorCustomerParty{Party!{PartyIdentification{ID!} PartyName{Name!}
Contact{Name Telephone ElectronicMail}}}}`;

/** Despatch Advice 3. */
export const t16 = `
DespatchAdvice!{CustomizationID! ProfileID! ID! IssueDate! IssueTime Note OrderReference*{ID!}
AdditionalDocumentReference*{ID! DocumentType Attachment{EmbeddedDocumentBinaryObject ExternalReference{URI!}}}
DespatchSupplierParty!{Party!{EndpointID! PartyIdentification{ID!} PostalAddress{StreetName AdditionalStreetName
CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyLegalEntity!{RegistrationName!} Contact{Name Telephone ElectronicMail}}}
DeliveryCustomerParty!{Party!{EndpointID! PartyIdentification{ID!} PostalAddress{StreetName AdditionalStreetName
CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}
PartyLegalEntity!{RegistrationName!}} DeliveryContact{Name Telephone ElectronicMail}}
BuyerCustomerParty{Party!{PartyIdentification{ID!} PartyName{Name!} PostalAddress{StreetName AdditionalStreetName
CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}}}
SellerSupplierParty{Party!{PartyIdentification{ID!} PartyName{Name!} PostalAddress{StreetName AdditionalStreetName
CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}}}
OriginatorCustomerParty{Party!{PartyIdentification{ID!} PartyName{Name!} PostalAddress{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country!{IdentificationCode!}}}}
Shipment{ID! Information* GrossWeightMeasure GrossVolumeMeasure TotalTransportHandlingUnitQuantity Consignment{ID!
Information CarrierParty{PartyIdentification{ID!} PartyName{Name!} Person{IdentityDocumentReference!*{ID!
DocumentType}}}} ShipmentStage{TransportModeCode!} Delivery{TrackingID EstimatedDeliveryPeriod{StartDate StartTime
EndDate EndTime} DeliveryParty{PartyIdentification{ID!} PartyName!{Name!} PostalAddress{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}}
Contact{Name Telephone ElectronicMail}} Despatch{ActualDespatchDate ActualDespatchTime DespatchAddress{ID StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line} Country{IdentificationCode!}}}}}
DespatchLine!*{ID! Note DeliveredQuantity! OutstandingQuantity OutstandingReason* OrderLineReference!{LineID!
SalesOrderLineID OrderReference{ID!}} DocumentReference*{ID! DocumentType} Item!{Name! BuyersItemIdentification{ID!}
SellersItemIdentification{ID! ExtendedID} StandardItemIdentification{ID! ExtendedID}
CommodityClassification*{ItemClassificationCode} HazardousItem*{UNDGCode HazardClassID} AdditionalItemProperty*{ID
Name! NameCode Value! ValueQuantity ValueQualifier} ItemInstance*{ProductTraceID ManufactureDate BestBeforeDate
SerialID LotIdentification{LotNumberID ExpiryDate}}} Shipment{ID! TransportHandlingUnit*{ID
TransportHandlingUnitTypeCode HazardousRiskIndicator ShippingMarks* MeasurementDimension*{AttributeID! Measure}
Package*{ID! PackagingTypeCode}}}}}`;

/** Invoice Response 3. */
export const t111 = `
ApplicationResponse!{CustomizationID! ProfileID! ID! IssueDate! IssueTime Note SenderParty!{EndpointID!
PartyIdentification{ID!} PartyLegalEntity!{RegistrationName!} Contact{Name Telephone ElectronicMail}}
ReceiverParty!{EndpointID! PartyIdentification{ID!} PartyLegalEntity!{RegistrationName!}}
DocumentResponse!{Response!{ResponseCode! EffectiveDate Status*{StatusReasonCode StatusReason
Condition*{AttributeID! Description}}} DocumentReference!{ID! IssueDate DocumentTypeCode!}
IssuerParty{PartyIdentification{ID!} PartyName!{Name!}} RecipientParty{PartyIdentification{ID!} PartyName!{Name!}}}}`;

/** Message Level Response 3. */
export const t71 = `
ApplicationResponse!{CustomizationID! ProfileID! ID! IssueDate! IssueTime SenderParty!{EndpointID!}
ReceiverParty!{EndpointID!} DocumentResponse!{Response!{ResponseCode! Description} DocumentReference!{ID!
DocumentTypeCode VersionID} LineResponse*{LineReference!{LineID!} Response!{ResponseCode Description!
Status!{StatusReasonCode!}}}}}`;

/** Billing 3. */
export const billing = `
Invoice!{CustomizationID! ProfileID! ID! IssueDate! DueDate InvoiceTypeCode! Note TaxPointDate DocumentCurrencyCode!
TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod{StartDate EndDate DescriptionCode} OrderReference{ID!
SalesOrderID} BillingReference*{InvoiceDocumentReference!{ID! IssueDate}} DespatchDocumentReference{ID!}
ReceiptDocumentReference{ID!} OriginatorDocumentReference{ID!} ContractDocumentReference{ID!}
AdditionalDocumentReference*{ID! DocumentTypeCode DocumentDescription Attachment{EmbeddedDocumentBinaryObject
ExternalReference{URI!}}} ProjectReference{ID!} AccountingSupplierParty!{Party!{EndpointID!
PartyIdentification*{ID!} PartyName{Name!} PostalAddress!{StreetName AdditionalStreetName CityName PostalZone
CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}} PartyTaxScheme*2{CompanyID! TaxScheme!{ID!}}
PartyLegalEntity!{RegistrationName! CompanyID CompanyLegalForm} Contact{Name Telephone ElectronicMail}}}
AccountingCustomerParty!{Party!{EndpointID! PartyIdentification{ID!} PartyName{Name!} PostalAddress!{StreetName
AdditionalStreetName CityName PostalZone CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}}
PartyTaxScheme{CompanyID! TaxScheme!{ID!}} PartyLegalEntity!{RegistrationName! CompanyID} Contact{Name Telephone
ElectronicMail}}} PayeeParty{PartyIdentification{ID!} PartyName!{Name!} PartyLegalEntity{CompanyID!}}
TaxRepresentativeParty{PartyName!{Name!} PostalAddress!{StreetName AdditionalStreetName CityName PostalZone
CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}} PartyTaxScheme!{CompanyID! TaxScheme!{ID!}}}
Delivery{ActualDeliveryDate DeliveryLocation{ID Address{StreetName AdditionalStreetName CityName PostalZone
CountrySubentity AddressLine{Line!} Country!{IdentificationCode!}}} DeliveryParty{PartyName!{Name!}}}
PaymentMeans*{PaymentMeansCode! PaymentID CardAccount{PrimaryAccountNumberID! NetworkID! HolderName}
PayeeFinancialAccount{ID! Name FinancialInstitutionBranch{ID!}} PaymentMandate{ID PayerFinancialAccount{ID!}}}
PaymentTerms{Note!} AllowanceCharge*{ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason
MultiplierFactorNumeric Amount! BaseAmount TaxCategory!{ID! Percent TaxScheme!{ID!}}} TaxTotal!*2{TaxAmount!
TaxSubtotal*{TaxableAmount! TaxAmount! TaxCategory!{ID! Percent TaxExemptionReasonCode TaxExemptionReason
TaxScheme!{ID!}}}} LegalMonetaryTotal!{LineExtensionAmount! TaxExclusiveAmount! TaxInclusiveAmount!
AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount!} InvoiceLine!*{ID! Note
InvoicedQuantity! LineExtensionAmount! AccountingCost InvoicePeriod{StartDate EndDate} OrderLineReference{LineID!}
DocumentReference{ID! DocumentTypeCode!} AllowanceCharge*{ChargeIndicator! AllowanceChargeReasonCode
AllowanceChargeReason MultiplierFactorNumeric Amount! BaseAmount} Item!{Description Name!
BuyersItemIdentification{ID!} SellersItemIdentification{ID!} StandardItemIdentification{ID!}
OriginCountry{IdentificationCode!} CommodityClassification*{ItemClassificationCode!} ClassifiedTaxCategory!{ID!
Percent TaxScheme!{ID!}} AdditionalItemProperty*{Name! Value!}} Price!{PriceAmount! BaseQuantity
AllowanceCharge{ChargeIndicator! Amount! BaseAmount}}}}`;
