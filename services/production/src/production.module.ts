import { Module } from '@nestjs/common';
import { ChassisModule } from '@tradeloom/chassis';
import { SeeAvailableToPromise } from './atp/see-available-to-promise.ts';
import { CalendarsTable } from './calendars/calendar.table.ts';
import { ResourcesTable } from './capacities/resource.table.ts';
import { SeeCapacity } from './capacities/see-capacity.ts';
import { SetCapacity } from './capacities/set-capacity.ts';
import { EarlyWarningsTable } from './early-warnings/early-warning.table.ts';
import { SeeWarnings } from './early-warnings/see-warnings.ts';
import { WatchForSilence } from './early-warnings/watch-for-silence.ts';
import { ForecastsTable } from './forecasts/forecast.table.ts';
import { SeeForecasts } from './forecasts/see-forecasts.ts';
import { WhenDemandPlanned } from './forecasts/when-demand-planned.ts';
import { ignoredEvents } from './ignored-events.ts';
import { ComponentsTable } from './items/component.table.ts';
import { ItemsTable } from './items/item.table.ts';
import { CountersignIssue } from './materials/countersign-issue.ts';
import { IssueMaterial } from './materials/issue-material.ts';
import { MaterialMovementsTable } from './materials/material-movement.table.ts';
import { ReturnMaterial } from './materials/return-material.ts';
import { SeeMaterialBalance } from './materials/see-material-balance.ts';
import { WhenOrderStatusAsked } from './order-status/when-order-status-asked.ts';
import { OutsourcingOrdersTable } from './outsourcing/outsourcing-order.table.ts';
import { SeeOutsourcingOrders } from './outsourcing/see-outsourcing-orders.ts';
import { WatchForAnswer } from './outsourcing/watch-for-answer.ts';
import { WhenSupplierAcknowledged } from './outsourcing/when-supplier-acknowledged.ts';
import { WhenSupplierChangeAcknowledged } from './outsourcing/when-supplier-change-acknowledged.ts';
import { WhenWorkReleased } from './outsourcing/when-work-released.ts';
import { WhenPackingHeld } from './packing/when-packing-held.ts';
import { WhenPackingHoldLifted } from './packing/when-packing-hold-lifted.ts';
import { ProgressTable } from './progress/progress.table.ts';
import { ReportProgress } from './progress/report-progress.ts';
import { SeeProgress } from './progress/see-progress.ts';
import { WhenGoodsShipped } from './progress/when-goods-shipped.ts';
import { WhenStatusReported } from './progress/when-status-reported.ts';
import { ChangeHoldsTable } from './promises/change-hold.table.ts';
import { HoldChange } from './promises/hold-change.ts';
import { PreviewChange } from './promises/preview-change.ts';
import { PromisesTable } from './promises/promise.table.ts';
import { QuoteDelivery } from './promises/quote-delivery.ts';
import { SeePromise } from './promises/see-promise.ts';
import { WatchForHoldOver } from './promises/watch-for-hold-over.ts';
import { WhenChangeClosed } from './promises/when-change-closed.ts';
import { WhenOrderChanged } from './promises/when-order-changed.ts';
import { WhenOrderClosed } from './promises/when-order-closed.ts';
import { WhenOrderConfirmed } from './promises/when-order-confirmed.ts';
import { WhenOrderReceived } from './promises/when-order-received.ts';
import { DespatchesTable } from './receipts/despatch.table.ts';
import { ReceiptsTable } from './receipts/receipt.table.ts';
import { ReceiveGoods } from './receipts/receive-goods.ts';
import { SeeReceipts } from './receipts/see-receipts.ts';
import { WhenGoodsDespatched } from './receipts/when-goods-despatched.ts';
import { WhenInspectionConcluded } from './receipts/when-inspection-concluded.ts';
import { WhenLotDispositioned } from './receipts/when-lot-dispositioned.ts';
import { RefusalsTable } from './refusals/refusal.table.ts';
import { ReleasesTable } from './releases/release.table.ts';
import { SeeRelease } from './releases/see-release.ts';
import { WhenPaymentStageSettled } from './releases/when-payment-stage-settled.ts';
import { WhenSampleApproved } from './releases/when-sample-approved.ts';
import { ReportedStocksTable } from './reported-stocks/reported-stock.table.ts';
import { SeeReportedStocks } from './reported-stocks/see-reported-stocks.ts';
import { StockDifferencesTable } from './reported-stocks/stock-difference.table.ts';
import { WhenStockReported } from './reported-stocks/when-stock-reported.ts';
import { SetStock } from './stocks/set-stock.ts';
import { StocksTable } from './stocks/stock.table.ts';
import { views } from './views.ts';

const tables = [
  CalendarsTable,
  ResourcesTable,
  StocksTable,
  ItemsTable,
  ComponentsTable,
  PromisesTable,
  ChangeHoldsTable,
  ReleasesTable,
  OutsourcingOrdersTable,
  MaterialMovementsTable,
  ProgressTable,
  EarlyWarningsTable,
  DespatchesTable,
  ReceiptsTable,
  RefusalsTable,
  ReportedStocksTable,
  StockDifferencesTable,
  ForecastsTable,
];

const doors = [
  SetCapacity,
  SeeCapacity,
  SetStock,
  SeeAvailableToPromise,
  SeePromise,
  SeeRelease,
  SeeOutsourcingOrders,
  IssueMaterial,
  ReturnMaterial,
  CountersignIssue,
  SeeMaterialBalance,
  ReportProgress,
  SeeProgress,
  SeeWarnings,
  ReceiveGoods,
  SeeReceipts,
  SeeReportedStocks,
  SeeForecasts,
];

const questions = [QuoteDelivery, PreviewChange, HoldChange];

const watches = [WatchForHoldOver, WatchForAnswer, WatchForSilence];

const reactions = [
  WhenOrderReceived,
  WhenOrderConfirmed,
  WhenOrderClosed,
  WhenOrderChanged,
  WhenChangeClosed,
  WhenPaymentStageSettled,
  WhenSampleApproved,
  WhenWorkReleased,
  WhenSupplierAcknowledged,
  WhenSupplierChangeAcknowledged,
  WhenStatusReported,
  WhenPackingHeld,
  WhenPackingHoldLifted,
  WhenGoodsDespatched,
  WhenInspectionConcluded,
  WhenLotDispositioned,
  WhenGoodsShipped,
  WhenStockReported,
  WhenOrderStatusAsked,
  WhenDemandPlanned,
];

/** Promises, releases, outsourcing, progress and receipts. */
@Module({
  imports: [ChassisModule.for({ service: 'production', views, tables, ignores: ignoredEvents })],
  controllers: [...doors, ...questions, ...reactions, ...watches],
})
export class ProductionModule {}
