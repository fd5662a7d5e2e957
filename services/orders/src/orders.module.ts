import { Module } from '@nestjs/common';
import { ChassisModule } from '@tradeloom/chassis';
import { OrderAuditsTable } from './audits/order-audit.table.ts';
import { SeeAudit } from './audits/see-audit.ts';
import { CustomerStandingsTable } from './authority/customer-standing.table.ts';
import { AnswerAsCustomer } from './change-requests/answer-as-customer.ts';
import { ApproveChange } from './change-requests/approve-change.ts';
import { ChangeRequestsTable } from './change-requests/change-request.table.ts';
import { CounterPropose } from './change-requests/counter-propose.ts';
import { ImpactPreview } from './change-requests/impact-preview.ts';
import { ProposeChange } from './change-requests/propose-change.ts';
import { RejectChange } from './change-requests/reject-change.ts';
import { SeeChange } from './change-requests/see-change.ts';
import { WatchForUndecidedChange } from './change-requests/watch-for-undecided-change.ts';
import { WhenChangeApproved } from './change-requests/when-change-approved.ts';
import { WhenChangeClosed } from './change-requests/when-change-closed.ts';
import { WhenPurchaseOrderChangeReceived } from './change-requests/when-purchase-order-change-received.ts';
import { WithdrawChange } from './change-requests/withdraw-change.ts';
import { DeliveryPlansTable } from './delivery-plans/delivery-plan.table.ts';
import { WhenDemandPlanned } from './delivery-plans/when-demand-planned.ts';
import { DocumentRefusalsTable } from './document-refusals/document-refusal.table.ts';
import { ExchangeRatesTable } from './exchange-rates/exchange-rate.table.ts';
import { SetExchangeRate } from './exchange-rates/set-exchange-rate.ts';
import { ignored } from './ignored-events.ts';
import { ItemReferencesTable, ItemsTable } from './items/item.table.ts';
import { OrderLegsTable } from './legs/order-leg.table.ts';
import { ApproveOrder } from './orders/approve-order.ts';
import { GiveConfirmation } from './orders/give-confirmation.ts';
import { OrdersTable } from './orders/order.table.ts';
import { PlaceOrder } from './orders/place-order/place-order.ts';
import { WhenPurchaseOrderReceived } from './orders/place-order/when-purchase-order-received.ts';
import { SeeOrder } from './orders/see-order.ts';
import { WatchForLapse } from './orders/watch-for-lapse.ts';
import { WatchForWaiting } from './orders/watch-for-waiting.ts';
import { WhenCreditChecked } from './orders/when-credit-checked.ts';
import { WhenDeliveryPromised } from './orders/when-delivery-promised.ts';
import { WhenGoodsShipped } from './orders/when-goods-shipped.ts';
import { ChangePrices } from './prices/change-prices.ts';
import { PriceChangesTable } from './prices/price-change.table.ts';
import { PriceListsTable } from './prices/price-list.table.ts';
import { SeePrices } from './prices/see-prices.ts';
import { QuotationsTable } from './quotations/quotation.table.ts';
import { Quote } from './quotations/quote.ts';
import { WhenOrderStatusEnquired } from './status-enquiries/when-order-status-enquired.ts';
import { views } from './views.ts';

const tables = [
  ItemsTable,
  ItemReferencesTable,
  PriceListsTable,
  PriceChangesTable,
  CustomerStandingsTable,
  ExchangeRatesTable,
  OrdersTable,
  OrderLegsTable,
  OrderAuditsTable,
  ChangeRequestsTable,
  DocumentRefusalsTable,
  QuotationsTable,
  DeliveryPlansTable,
];

const doors = [
  PlaceOrder,
  SeeOrder,
  SeeAudit,
  GiveConfirmation,
  ApproveOrder,
  AnswerAsCustomer,
  ProposeChange,
  SeeChange,
  ApproveChange,
  RejectChange,
  WithdrawChange,
  CounterPropose,
  Quote,
  SetExchangeRate,
  ChangePrices,
  SeePrices,
];

const reactions = [
  WhenPurchaseOrderReceived,
  WhenDeliveryPromised,
  WhenCreditChecked,
  WhenPurchaseOrderChangeReceived,
  WhenChangeApproved,
  WhenChangeClosed,
  WhenGoodsShipped,
  WhenOrderStatusEnquired,
  WhenDemandPlanned,
];

const watches = [WatchForLapse, WatchForWaiting, WatchForUndecidedChange];

/** Orders: what customer, trading company and factory agreed, and every change of it. */
@Module({
  imports: [ChassisModule.for({ service: 'orders', views, tables, ignores: ignored })],
  controllers: [...doors, ...reactions, ...watches],
  providers: [ImpactPreview],
})
export class OrdersModule {}
