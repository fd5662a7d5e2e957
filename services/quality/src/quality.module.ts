import { Module } from '@nestjs/common';
import { ChassisModule } from '@tradeloom/chassis';
import { gateway, orders, production } from '@tradeloom/contracts';
import { CertificatesTable } from './certificates/certificate.table.ts';
import { SeeCertificates } from './certificates/see-certificates.ts';
import { WhenTestResultsReported } from './certificates/when-test-results-reported.ts';
import { IncidentsTable } from './incidents/incident.table.ts';
import { ReportIncident } from './incidents/report-incident.ts';
import { SettleIncident } from './incidents/settle-incident.ts';
import { ConcludeInspection } from './inspections/conclude-inspection.ts';
import { EntrustInspection } from './inspections/entrust-inspection.ts';
import { InspectionsTable } from './inspections/inspection.table.ts';
import { PlanInspection } from './inspections/plan-inspection.ts';
import { ReleasePacking } from './inspections/release-packing.ts';
import { SeeInspections } from './inspections/see-inspections.ts';
import { DisposeLot } from './lots/dispose-lot.ts';
import { LotsTable } from './lots/lot.table.ts';
import { SeeLots } from './lots/see-lots.ts';
import { WhenGoodsReceived } from './lots/when-goods-received.ts';
import { ManualsTable } from './manuals/manual.table.ts';
import { SeeManuals } from './manuals/see-manuals.ts';
import { OrdersTable } from './orders/order.table.ts';
import { WhenOrderChanged } from './orders/when-order-changed.ts';
import { WhenOrderConfirmed } from './orders/when-order-confirmed.ts';
import { ProgressTable } from './progress/progress.table.ts';
import { WhenProgressReported } from './progress/when-progress-reported.ts';
import { DecideSample } from './samples/decide-sample.ts';
import { SamplesTable } from './samples/sample.table.ts';
import { SubmitSample } from './samples/submit-sample.ts';
import { DecideSwitching } from './switching/decide-switching.ts';
import { RegimesTable } from './switching/regime.table.ts';
import { views } from './views.ts';

@Module({
  imports: [
    ChassisModule.for({
      service: 'quality',
      views,
      tables: [
        OrdersTable,
        ManualsTable,
        SamplesTable,
        ProgressTable,
        InspectionsTable,
        LotsTable,
        RegimesTable,
        CertificatesTable,
        IncidentsTable,
      ],
      ignores: [
        gateway.PurchaseOrderReceivedSchema,
        gateway.PurchaseOrderChangeReceivedSchema,
        gateway.SupplierAcknowledgedSchema,
        gateway.SupplierChangeAcknowledgedSchema,
        gateway.StatusReportedSchema,
        gateway.StockReportedSchema,
        gateway.OrderStatusEnquiredSchema,
        gateway.ForecastReceivedSchema,
        gateway.DeliveryCallReceivedSchema,
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
        gateway.ReceiptReportedSchema,
        gateway.PaymentAdvisedSchema,
        gateway.DocumentRejectedSchema,
        gateway.TransportStatusReportedSchema,
        gateway.PartnerProfileActivatedSchema,
        gateway.ReceiptReportedSchema,
        gateway.PaymentAdvisedSchema,
        gateway.DocumentRejectedSchema,
        gateway.TransportStatusReportedSchema,
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
        production.DeliveryPromisedSchema,
        production.WorkReleasedSchema,
        production.OutsourcingOrderPlacedSchema,
        production.OutsourcingOrderAcknowledgedSchema,
        production.OutsourcingOrderUnansweredSchema,
        production.OutsourcingOrderChangedSchema,
        production.OutsourcingChangeAcknowledgedSchema,
        production.MaterialIssuedSchema,
        production.MaterialIssueCountersignedSchema,
        production.EarlyWarningRaisedSchema,
        production.EarlyWarningClearedSchema,
        production.DeliveryAnnouncedSchema,
        production.ReceiptSettledSchema,
        production.DocumentRefusedSchema,
        production.StockDifferenceFoundSchema,
        production.StockDifferenceSettledSchema,
        production.OrderStatusToldSchema,
        production.ForecastTakenSchema,
      ],
    }),
  ],
  controllers: [
    SubmitSample,
    DecideSample,
    SeeManuals,
    PlanInspection,
    ConcludeInspection,
    EntrustInspection,
    ReleasePacking,
    SeeInspections,
    DisposeLot,
    SeeLots,
    DecideSwitching,
    SeeCertificates,
    ReportIncident,
    SettleIncident,
    WhenOrderConfirmed,
    WhenOrderChanged,
    WhenProgressReported,
    WhenGoodsReceived,
    WhenTestResultsReported,
  ],
})
export class QualityModule {}
