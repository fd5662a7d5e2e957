import { Module } from '@nestjs/common';
import { ChassisModule, log } from '@tradeloom/chassis';
import { finance, gateway, orders, quality } from '@tradeloom/contracts';
import { CustomerReceiptsTable } from './customer-receipts/customer-receipt.table.ts';
import { SeeCustomerReceipt } from './customer-receipts/see-customer-receipt.ts';
import { WhenReceiptReported } from './customer-receipts/when-receipt-reported.ts';
import { DocumentRefusalsTable } from './document-refusals/document-refusal.table.ts';
import { DocumentSetsTable } from './document-sets/document-set.table.ts';
import { MakeDocumentSet } from './document-sets/make-document-set.ts';
import { ReviewDocumentSet } from './document-sets/review-document-set.ts';
import { SeeDocumentSet } from './document-sets/see-document-set.ts';
import { Archive, archiveFrom } from './documents/archive.ts';
import { DocumentsTable } from './documents/document.table.ts';
import { DrawUpDocuments } from './documents/draw-up-documents.ts';
import { SeeDocumentContent } from './documents/see-document-content.ts';
import { Typesetter } from './documents/typesetter.ts';
import { LotsTable } from './lots/lot.table.ts';
import { WhenLotReleased } from './lots/when-lot-released.ts';
import { ExportTermsTable } from './orders/export-terms.table.ts';
import { OrdersTable } from './orders/order.table.ts';
import { WhenOrderChanged } from './orders/when-order-changed.ts';
import { WhenOrderConfirmed } from './orders/when-order-confirmed.ts';
import { BookShipment } from './shipments/book-shipment.ts';
import { DraftBillOfLading } from './shipments/draft-bill-of-lading.ts';
import { GoOnBoard } from './shipments/go-on-board.ts';
import { LoadShipment } from './shipments/load-shipment.ts';
import { OpenShipment } from './shipments/open-shipment.ts';
import { PackShipment } from './shipments/pack-shipment.ts';
import { RecordBillOfLading } from './shipments/record-bill-of-lading.ts';
import { ReleaseOriginals } from './shipments/release-originals.ts';
import { SeeShipment } from './shipments/see-shipment.ts';
import { SeeShipments } from './shipments/see-shipments.ts';
import { ShipmentsTable } from './shipments/shipment.table.ts';
import { WhenPaymentStageSettled } from './shipments/when-payment-stage-settled.ts';
import { SeeShipmentTransport } from './transport/see-shipment-transport.ts';
import { ShipmentTransportsTable } from './transport/shipment-transport.table.ts';
import { WhenTransportStatusReported } from './transport/when-transport-status-reported.ts';
import { views } from './views.ts';

const ignores = [
  orders.OrderReceivedSchema,
  orders.OrderAuditedSchema,
  orders.ConfirmationGivenSchema,
  orders.OrderApprovedSchema,
  orders.OrderLeftWaitingSchema,
  orders.OrderAnsweredSchema,
  orders.OrderClosedSchema,
  orders.ChangeProposedSchema,
  orders.ChangeApprovedSchema,
  orders.ChangeClosedSchema,
  orders.ChangeAnsweredSchema,
  orders.DocumentRefusedSchema,
  orders.OrderStatusAskedSchema,
  orders.DemandPlannedSchema,
  orders.ExchangeRateSetSchema,
  orders.PriceChangeProposedSchema,
  orders.PriceListChangedSchema,
  orders.PriceChangeRejectedSchema,
  quality.SampleSubmittedSchema,
  quality.SampleApprovedSchema,
  quality.SampleRejectedSchema,
  quality.InspectionFellDueSchema,
  quality.InspectionPlannedSchema,
  quality.InspectionConcludedSchema,
  quality.PackingHeldSchema,
  quality.PackingHoldLiftedSchema,
  quality.LotDispositionedSchema,
  quality.IncidentReportedSchema,
  quality.LiabilityProposedSchema,
  quality.LiabilityAgreedSchema,
  quality.IncidentWithdrawnSchema,
  quality.CertificateJudgedSchema,
  finance.CreditCheckedSchema,
  finance.PaymentPlanLaidOutSchema,
  finance.PaymentStageDueSchema,
  finance.PaymentReceivedSchema,
  finance.PaymentAdviceMatchedSchema,
  finance.StatementDrawnSchema,
  finance.StatementAgreedSchema,
  finance.SupplierInvoiceMatchedSchema,
  finance.SupplierPaidSchema,
  finance.BankAccountChangeProposedSchema,
  finance.BankAccountChangedSchema,
  finance.BankAccountChangeRejectedSchema,
  finance.DocumentRefusedSchema,
  gateway.PurchaseOrderReceivedSchema,
  gateway.PurchaseOrderChangeReceivedSchema,
  gateway.SupplierAcknowledgedSchema,
  gateway.SupplierChangeAcknowledgedSchema,
  gateway.StatusReportedSchema,
  gateway.GoodsDespatchedSchema,
  gateway.InvoiceReceivedSchema,
  gateway.MessageSentSchema,
  gateway.MessageAcknowledgedSchema,
  gateway.MessageUnacknowledgedSchema,
  gateway.InterchangeUnreadSchema,
  gateway.InterchangesMissingSchema,
  gateway.WebhookStoppedSchema,
  gateway.MessageUndeliveredSchema,
  gateway.ServerKeyRefusedSchema,
  gateway.ForecastReceivedSchema,
  gateway.DeliveryCallReceivedSchema,
  gateway.OrderStatusEnquiredSchema,
  gateway.StockReportedSchema,
  gateway.TestResultsReportedSchema,
  gateway.PartnerProfileActivatedSchema,
  gateway.DocumentRejectedSchema,
  gateway.PaymentAdvisedSchema,
];

const reportDamage = (document: string): void =>
  log.error({ document }, 'the daily copy of a document is damaged or gone; the archived copy is used');

@Module({
  imports: [
    ChassisModule.for({
      service: 'logistics_documents',
      views,
      tables: [
        OrdersTable,
        ExportTermsTable,
        LotsTable,
        ShipmentsTable,
        DocumentSetsTable,
        DocumentsTable,
        CustomerReceiptsTable,
        DocumentRefusalsTable,
        ShipmentTransportsTable,
      ],
      ignores,
    }),
  ],
  controllers: [
    OpenShipment,
    SeeShipments,
    SeeShipment,
    PackShipment,
    BookShipment,
    LoadShipment,
    RecordBillOfLading,
    ReleaseOriginals,
    MakeDocumentSet,
    SeeDocumentSet,
    ReviewDocumentSet,
    SeeDocumentContent,
    WhenOrderConfirmed,
    WhenOrderChanged,
    WhenLotReleased,
    WhenPaymentStageSettled,
    WhenReceiptReported,
    SeeCustomerReceipt,
    WhenTransportStatusReported,
    SeeShipmentTransport,
  ],
  providers: [
    DraftBillOfLading,
    GoOnBoard,
    DrawUpDocuments,
    Typesetter,
    { provide: Archive, useFactory: () => archiveFrom(process.env, reportDamage) },
  ],
})
export class LogisticsDocumentsModule {}
