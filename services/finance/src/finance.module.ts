import { Module } from '@nestjs/common';
import { ChassisModule } from '@tradeloom/chassis';
import { gateway, logistics, orders, production } from '@tradeloom/contracts';
import { BankAccountChangesTable, BankAccountsTable } from './bank-accounts/bank-account.table.ts';
import { DecideBankAccountChange } from './bank-accounts/decide-bank-account-change.ts';
import { ProposeBankAccountChange } from './bank-accounts/propose-bank-account-change.ts';
import { SeeBankAccounts } from './bank-accounts/see-bank-accounts.ts';
import { CheckShipmentCover } from './credit-cover/check-shipment-cover.ts';
import { CreditLimitsTable } from './credit-cover/credit-limit.table.ts';
import { PreviewOrderValue } from './credit-cover/preview-order-value.ts';
import { SetCreditLimit } from './credit-cover/set-credit-limit.ts';
import { WatchForLimitTurn } from './credit-cover/watch-for-limit-turn.ts';
import { WhenOrderAudited } from './credit-cover/when-order-audited.ts';
import { WhenExchangeRateSet } from './exchange-rates/when-exchange-rate-set.ts';
import { FxAgreementsTable } from './fx-bands/fx-agreement.table.ts';
import { FxSharingsTable } from './fx-bands/fx-sharing.table.ts';
import { SeeFxSharings } from './fx-bands/see-fx-sharings.ts';
import { JournalEntriesTable } from './ledger/journal-entry.table.ts';
import { SeeLedgerEntries } from './ledger/see-ledger-entries.ts';
import { PaymentAdvicesTable } from './payment-advices/payment-advice.table.ts';
import { SeePaymentAdvices } from './payment-advices/see-payment-advices.ts';
import { WhenPaymentAdvised } from './payment-advices/when-payment-advised.ts';
import { BlockPaymentStage } from './payment-plans/block-payment-stage.ts';
import { PaymentPlansTable } from './payment-plans/payment-plan.table.ts';
import { SeePaymentPlan } from './payment-plans/see-payment-plan.ts';
import { WatchForRetention } from './payment-plans/watch-for-retention.ts';
import { WhenBillOfLadingCopySent } from './payment-plans/when-bill-of-lading-copy-sent.ts';
import { WhenGoodsShipped } from './payment-plans/when-goods-shipped.ts';
import { WhenOrderChanged } from './payment-plans/when-order-changed.ts';
import { WhenOrderClosed } from './payment-plans/when-order-closed.ts';
import { WhenOrderConfirmed } from './payment-plans/when-order-confirmed.ts';
import { ApplyCredit } from './receivables/apply-credit.ts';
import { ChargeAgreementsTable, ReceiptsTable } from './receivables/receipt.table.ts';
import { RecordPayment } from './receivables/record-payment.ts';
import { SeePaymentsReceived } from './receivables/see-payments-received.ts';
import { ConfirmStatementLine } from './statements/confirm-statement-line.ts';
import { DeductFromStatement } from './statements/deduct-from-statement.ts';
import { DisputeStatementLine } from './statements/dispute-statement-line.ts';
import { SeeStatements } from './statements/see-statements.ts';
import { StatementsTable } from './statements/statement.table.ts';
import { WhenReceiptSettled } from './statements/when-receipt-settled.ts';
import { MatchTolerancesTable, PurchasedOrdersTable } from './supplier-invoices/purchased-order.table.ts';
import { SeeSupplierInvoices } from './supplier-invoices/see-supplier-invoices.ts';
import { SupplierInvoicesTable } from './supplier-invoices/supplier-invoice.table.ts';
import { WhenInvoiceReceived } from './supplier-invoices/when-invoice-received.ts';
import { WhenOutsourcingOrderChanged } from './supplier-invoices/when-outsourcing-order-changed.ts';
import { WhenOutsourcingOrderPlaced } from './supplier-invoices/when-outsourcing-order-placed.ts';
import { PaySupplier } from './supplier-payments/pay-supplier.ts';
import { SeeSupplierPayments } from './supplier-payments/see-supplier-payments.ts';
import { SupplierPaymentsTable } from './supplier-payments/supplier-payment.table.ts';
import { views } from './views.ts';

/** Money: what customers owe, what cover allows, what suppliers are paid, and the books of it. */
@Module({
  imports: [
    ChassisModule.for({
      service: 'finance',
      views,
      tables: [
        PaymentPlansTable,
        PaymentAdvicesTable,
        ReceiptsTable,
        ChargeAgreementsTable,
        CreditLimitsTable,
        FxAgreementsTable,
        FxSharingsTable,
        StatementsTable,
        PurchasedOrdersTable,
        MatchTolerancesTable,
        SupplierInvoicesTable,
        SupplierPaymentsTable,
        JournalEntriesTable,
        BankAccountsTable,
        BankAccountChangesTable,
      ],
      ignores: [
        gateway.PurchaseOrderReceivedSchema,
        gateway.TestResultsReportedSchema,
        gateway.OrderStatusEnquiredSchema,
        gateway.ForecastReceivedSchema,
        gateway.DeliveryCallReceivedSchema,
        gateway.PurchaseOrderChangeReceivedSchema,
        gateway.SupplierAcknowledgedSchema,
        gateway.SupplierChangeAcknowledgedSchema,
        gateway.StatusReportedSchema,
        gateway.StockReportedSchema,
        gateway.GoodsDespatchedSchema,
        gateway.MessageSentSchema,
        gateway.MessageAcknowledgedSchema,
        gateway.MessageUnacknowledgedSchema,
        gateway.InterchangeUnreadSchema,
        gateway.InterchangesMissingSchema,
        gateway.WebhookStoppedSchema,
        gateway.PartnerProfileActivatedSchema,
        gateway.MessageUndeliveredSchema,
        gateway.TransportStatusReportedSchema,
        gateway.DocumentRejectedSchema,
        gateway.ReceiptReportedSchema,
        gateway.ServerKeyRefusedSchema,
        orders.OrderReceivedSchema,
        orders.ConfirmationGivenSchema,
        orders.OrderApprovedSchema,
        orders.OrderLeftWaitingSchema,
        orders.OrderAnsweredSchema,
        orders.ChangeProposedSchema,
        orders.ChangeApprovedSchema,
        orders.ChangeClosedSchema,
        orders.ChangeAnsweredSchema,
        orders.DocumentRefusedSchema,
        orders.OrderStatusAskedSchema,
        orders.DemandPlannedSchema,
        orders.PriceChangeProposedSchema,
        orders.PriceListChangedSchema,
        orders.PriceChangeRejectedSchema,
        logistics.ShipmentCreatedSchema,
        logistics.ShipmentPackedSchema,
        logistics.ShipmentBookedSchema,
        logistics.ShipmentLoadedSchema,
        logistics.DocumentSetMadeSchema,
        logistics.DocumentsCrossCheckedSchema,
        logistics.DocumentSetReviewedSchema,
        logistics.OriginalsReleasedSchema,
        logistics.CustomerReceiptRecordedSchema,
        logistics.ShippingInstructionGivenSchema,
        logistics.ShipmentMilestoneReportedSchema,
        logistics.ShipmentArrivalEndangeredSchema,
        logistics.DocumentRefusedSchema,
        production.DeliveryPromisedSchema,
        production.WorkReleasedSchema,
        production.OutsourcingOrderAcknowledgedSchema,
        production.OutsourcingOrderUnansweredSchema,
        production.OutsourcingChangeAcknowledgedSchema,
        production.MaterialIssuedSchema,
        production.MaterialIssueCountersignedSchema,
        production.ProgressReportedSchema,
        production.EarlyWarningRaisedSchema,
        production.EarlyWarningClearedSchema,
        production.DeliveryAnnouncedSchema,
        production.GoodsReceivedSchema,
        production.DocumentRefusedSchema,
        production.StockDifferenceFoundSchema,
        production.StockDifferenceSettledSchema,
        production.OrderStatusToldSchema,
        production.ForecastTakenSchema,
      ],
    }),
  ],
  controllers: [
    WhenOrderAudited,
    WhenOrderConfirmed,
    WhenOrderChanged,
    WhenOrderClosed,
    WhenExchangeRateSet,
    WhenGoodsShipped,
    WhenBillOfLadingCopySent,
    WatchForRetention,
    SeePaymentPlan,
    BlockPaymentStage,
    RecordPayment,
    ApplyCredit,
    SeePaymentsReceived,
    WhenPaymentAdvised,
    SeePaymentAdvices,
    SetCreditLimit,
    WatchForLimitTurn,
    CheckShipmentCover,
    PreviewOrderValue,
    WhenReceiptSettled,
    SeeStatements,
    ConfirmStatementLine,
    DisputeStatementLine,
    DeductFromStatement,
    WhenOutsourcingOrderPlaced,
    WhenOutsourcingOrderChanged,
    WhenInvoiceReceived,
    SeeSupplierInvoices,
    PaySupplier,
    SeeSupplierPayments,
    SeeLedgerEntries,
    SeeFxSharings,
    ProposeBankAccountChange,
    DecideBankAccountChange,
    SeeBankAccounts,
  ],
})
export class FinanceModule {}
