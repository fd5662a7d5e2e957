import { Module } from '@nestjs/common';
import { ChassisModule } from '@tradeloom/chassis';
import { production, quality } from '@tradeloom/contracts';
import { DeliveryRecordsTable } from './deliveries/delivery-record.table.ts';
import { WatchForDueDay } from './deliveries/watch-for-due-day.ts';
import { WhenEarlyWarningCleared } from './deliveries/when-early-warning-cleared.ts';
import { WhenEarlyWarningRaised } from './deliveries/when-early-warning-raised.ts';
import { WhenGoodsReceived } from './deliveries/when-goods-received.ts';
import { WhenInspectionConcluded } from './deliveries/when-inspection-concluded.ts';
import { WhenOutsourcingChangeAcknowledged } from './deliveries/when-outsourcing-change-acknowledged.ts';
import { WhenOutsourcingOrderAcknowledged } from './deliveries/when-outsourcing-order-acknowledged.ts';
import { WhenOutsourcingOrderChanged } from './deliveries/when-outsourcing-order-changed.ts';
import { WhenOutsourcingOrderPlaced } from './deliveries/when-outsourcing-order-placed.ts';
import { WhenReceiptSettled } from './deliveries/when-receipt-settled.ts';
import { PoliciesTable } from './policies/policy.table.ts';
import { SetPolicy } from './policies/set-policy.ts';
import { AnswerRectification } from './rectifications/answer-rectification.ts';
import { RectificationsTable } from './rectifications/rectification.table.ts';
import { SeeRectifications } from './rectifications/see-rectifications.ts';
import { VerifyRectification } from './rectifications/verify-rectification.ts';
import { ScorecardsTable } from './scorecards/scorecard.table.ts';
import { SeeScorecards } from './scorecards/see-scorecards.ts';
import { views } from './views.ts';

@Module({
  imports: [
    ChassisModule.for({
      service: 'supplier_performance',
      views,
      tables: [DeliveryRecordsTable, ScorecardsTable, RectificationsTable, PoliciesTable],
      ignores: [
        production.DeliveryPromisedSchema,
        production.WorkReleasedSchema,
        production.OutsourcingOrderUnansweredSchema,
        production.MaterialIssuedSchema,
        production.MaterialIssueCountersignedSchema,
        production.ProgressReportedSchema,
        production.DeliveryAnnouncedSchema,
        production.DocumentRefusedSchema,
        production.StockDifferenceFoundSchema,
        production.StockDifferenceSettledSchema,
        production.OrderStatusToldSchema,
        production.ForecastTakenSchema,
        quality.SampleSubmittedSchema,
        quality.SampleApprovedSchema,
        quality.SampleRejectedSchema,
        quality.InspectionFellDueSchema,
        quality.InspectionPlannedSchema,
        quality.PackingHeldSchema,
        quality.PackingHoldLiftedSchema,
        quality.LotDispositionedSchema,
        quality.IncidentReportedSchema,
        quality.LiabilityProposedSchema,
        quality.LiabilityAgreedSchema,
        quality.IncidentWithdrawnSchema,
        quality.CertificateJudgedSchema,
        quality.LotReleasedSchema,
      ],
    }),
  ],
  controllers: [
    SeeScorecards,
    SetPolicy,
    SeeRectifications,
    AnswerRectification,
    VerifyRectification,
    WhenOutsourcingOrderPlaced,
    WhenOutsourcingOrderAcknowledged,
    WhenOutsourcingOrderChanged,
    WhenOutsourcingChangeAcknowledged,
    WhenGoodsReceived,
    WhenReceiptSettled,
    WhenEarlyWarningRaised,
    WhenEarlyWarningCleared,
    WhenInspectionConcluded,
    WatchForDueDay,
  ],
})
export class SupplierPerformanceModule {}
