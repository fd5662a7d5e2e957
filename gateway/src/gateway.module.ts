import { Module, type Type } from '@nestjs/common';
import { ChassisModule, type Mode } from '@tradeloom/chassis';
import { ApiKeys } from './access/api-keys.ts';
import { Callers } from './access/callers.ts';
import { GatewayKeys } from './access/gateway-keys.ts';
import { PublicUrl } from './access/public-url.ts';
import { Sessions } from './access/sessions.ts';
import { Forward } from './api/forward.ts';
import { IdempotentRequests } from './api/idempotent-requests.ts';
import { MergedOpenApi } from './api/openapi.ts';
import { As2Messages } from './as2/as2-messages.ts';
import { StationsTable } from './as2/as2-station.table.ts';
import { ForgetRefused } from './as2/forget-refused.ts';
import { ManageAs2 } from './as2/manage-as2.ts';
import { OpenBodies } from './as2/open-bodies.ts';
import { OwnKeys } from './as2/own-keys.ts';
import { ReceiveAs2 } from './as2/receive-as2.ts';
import { SendAs2 } from './as2/send-as2.ts';
import { SettleReceipt } from './as2/settle-receipt.ts';
import { StationsRegister } from './as2/stations-register.ts';
import { TakeMessage } from './as2/take-message.ts';
import { AuthorizationServer } from './authorization/authorization-server.ts';
import { DemoPeople } from './authorization/demo-people.ts';
import { IssuedTokens } from './authorization/issued-tokens.ts';
import { ManageOauthClients } from './authorization/manage-oauth-clients.ts';
import { OauthClients } from './authorization/oauth-clients.ts';
import { MoveBusinessDate } from './business-clock/move-business-date.ts';
import { Chains } from './exchange/chain.ts';
import { Reconciliation } from './exchange/reconciliation.ts';
import { SeeExchange } from './exchange/see-exchange.ts';
import { FeedMappingsTable } from './feeds/feed-mapping.table.ts';
import { ManageFeedMappings } from './feeds/manage-feed-mappings.ts';
import { PreviewFeed } from './feeds/preview-feed.ts';
import { PreviewFeeds } from './feeds/preview-feeds.ts';
import { SetFeedTake } from './feeds/set-feed-take.ts';
import { ControlSeriesTable } from './mailboxes/control-series.table.ts';
import { InterchangesTable } from './mailboxes/interchange.table.ts';
import { KeepFile } from './mailboxes/keep-file.ts';
import { ReceiveFile } from './mailboxes/receive-file.ts';
import { ReleaseFile } from './mailboxes/release-file.ts';
import { SeeInterchanges } from './mailboxes/see-interchanges.ts';
import { SeeMissing } from './mailboxes/see-missing.ts';
import { WatchForAcknowledgement } from './mailboxes/watch-for-acknowledgement.ts';
import { WatchForMissing } from './mailboxes/watch-for-missing.ts';
import { WhenOrderKnown } from './mailboxes/when-order-known.ts';
import { ManageMaps } from './maps/manage-maps.ts';
import { PartnerMapsTable } from './maps/partner-map.table.ts';
import { ReplayInterchange } from './maps/replay-interchange.ts';
import { TryMap } from './maps/try-map.ts';
import { AcknowledgementLedger } from './messages/acknowledgement-ledger.ts';
import { BusinessAnswers } from './messages/business-answers.ts';
import { InboundWork } from './messages/inbound-work.ts';
import { ReadAgain } from './messages/read-again.ts';
import { ReadEdi } from './messages/read-edi.ts';
import { ReadInterchange } from './messages/read-interchange.ts';
import { ReadSheet } from './messages/read-sheet.ts';
import { TakeDocuments } from './messages/take-documents.ts';
import { Outbox } from './outbound/outbox.ts';
import { WhenChangeAnswered } from './outbound/when-change-answered.ts';
import { WhenDocumentRefused } from './outbound/when-document-refused.ts';
import { WhenGoodsShipped } from './outbound/when-goods-shipped.ts';
import { WhenOrderAnswered } from './outbound/when-order-answered.ts';
import { WhenOrderStatusTold } from './outbound/when-order-status-told.ts';
import { WhenOutsourcingOrderChanged } from './outbound/when-outsourcing-order-changed.ts';
import { WhenOutsourcingOrderPlaced } from './outbound/when-outsourcing-order-placed.ts';
import { WhenReceiptSettled } from './outbound/when-receipt-settled.ts';
import { WhenShippingInstructed } from './outbound/when-shipping-instructed.ts';
import { WhenSupplierPaid } from './outbound/when-supplier-paid.ts';
import { ForEverybody } from './partners/for-everybody.ts';
import { Organisations } from './partners/organisations.ts';
import { PartnersTable } from './partners/partner.table.ts';
import { ExchangePage } from './portal/exchange-page.ts';
import { FeedsPage } from './portal/feeds-page.ts';
import { Home } from './portal/home.ts';
import { SeeOrderPage } from './portal/see-order-page.ts';
import { ManageProfile } from './profiles/manage-profile.ts';
import { ProfileVersionsTable } from './profiles/profile-version.table.ts';
import { SeeProfile } from './profiles/see-profile.ts';
import { TryProfile } from './profiles/try-profile.ts';
import { RateLimits } from './rate-limits/rate-limits.ts';
import { AuthorizedKeys } from './sftp/authorized-keys.ts';
import { LogIn } from './sftp/log-in.ts';
import { ManageSftpKeys } from './sftp/manage-sftp-keys.ts';
import { SeeSftp } from './sftp/see-sftp.ts';
import { SftpAddress } from './sftp/sftp-address.ts';
import { SftpDoor } from './sftp/sftp-door.ts';
import { SftpKeysTable } from './sftp/sftp-key.table.ts';
import { ClientKeys } from './sftp-client/client-keys.ts';
import { ConnectionsTable } from './sftp-client/connection.table.ts';
import { ConnectionsRegister } from './sftp-client/connections-register.ts';
import { FetchFiles } from './sftp-client/fetch-files.ts';
import { ManageConnections } from './sftp-client/manage-connections.ts';
import { PushFiles } from './sftp-client/push-files.ts';
import { Pushes } from './sftp-client/pushes.ts';
import { Sightings } from './sftp-client/sightings.ts';
import { VisitPartners } from './sftp-client/visit-partners.ts';
import { IdentityProvider } from './sign-in/identity-provider.ts';
import { OpenidSignIn } from './sign-in/openid-sign-in.ts';
import { ProviderSubjects } from './sign-in/provider-subjects.ts';
import { SignInByProvider } from './sign-in/sign-in-by-provider.ts';
import { PollEvents } from './timeline/poll-events.ts';
import { SeeTimeline } from './timeline/see-timeline.ts';
import { Timeline } from './timeline/timeline.ts';
import { WhenAnythingHappens } from './timeline/when-anything-happens.ts';
import { viewsOf } from './views.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { ManageWebhooks } from './webhooks/manage-webhooks.ts';
import { SeeDeliveries } from './webhooks/see-deliveries.ts';
import { SendWebhooks } from './webhooks/send-webhooks.ts';
import { WebhookSignatures } from './webhooks/signed.ts';
import { WebhooksTable } from './webhooks/webhook.table.ts';

/**
 * Gateway: the way in and out for people, partner systems and their files. The business clock moves by hand only
 * where nothing real depends on it: elsewhere that door does not exist.
 */
export const gatewayModule = (mode: Mode): Type => {
  @Module({
    imports: [
      ChassisModule.for({
        service: 'gateway',
        views: viewsOf(mode),
        tables: [
          PartnersTable,
          ProfileVersionsTable,
          InterchangesTable,
          ControlSeriesTable,
          WebhooksTable,
          SftpKeysTable,
          StationsTable,
          FeedMappingsTable,
          PartnerMapsTable,
          ConnectionsTable,
        ],
      }),
    ],
    controllers: [
      ReceiveFile,
      SeeInterchanges,
      ReleaseFile,
      SeeMissing,
      PreviewFeed,
      ManageFeedMappings,
      SetFeedTake,
      SeeProfile,
      ManageProfile,
      SeeExchange,
      ExchangePage,
      FeedsPage,
      SeeTimeline,
      PollEvents,
      ManageWebhooks,
      ManageAs2,
      ManageMaps,
      TryMap,
      ReplayInterchange,
      ReceiveAs2,
      SeeDeliveries,
      ManageOauthClients,
      ManageSftpKeys,
      SeeSftp,
      ManageConnections,
      ...(mode === 'production' ? [] : [MoveBusinessDate]),
      Home,
      SignInByProvider,
      SeeOrderPage,
      WhenAnythingHappens,
      WhenOrderKnown,
      WhenOrderAnswered,
      WhenChangeAnswered,
      WhenOutsourcingOrderPlaced,
      WhenOrderStatusTold,
      WhenOutsourcingOrderChanged,
      WhenReceiptSettled,
      WhenGoodsShipped,
      WhenShippingInstructed,
      WhenSupplierPaid,
      WhenDocumentRefused,
      WatchForAcknowledgement,
      WatchForMissing,
    ],
    providers: [
      ApiKeys,
      Sessions,
      GatewayKeys,
      PublicUrl,
      IssuedTokens,
      OauthClients,
      Callers,
      RateLimits,
      AuthorizationServer,
      DemoPeople,
      IdentityProvider,
      ProviderSubjects,
      OpenidSignIn,
      Organisations,
      Timeline,
      Chains,
      Reconciliation,
      ForEverybody,
      TryProfile,
      OwnKeys,
      As2Messages,
      ForgetRefused,
      { provide: OpenBodies, useFactory: () => new OpenBodies() },
      StationsRegister,
      TakeMessage,
      SettleReceipt,
      SendAs2,
      WebhookSignatures,
      Deliveries,
      SendWebhooks,
      Outbox,
      AcknowledgementLedger,
      TakeDocuments,
      BusinessAnswers,
      ReadEdi,
      ReadAgain,
      ReadSheet,
      PreviewFeeds,
      ReadInterchange,
      InboundWork,
      KeepFile,
      SftpAddress,
      AuthorizedKeys,
      LogIn,
      SftpDoor,
      ClientKeys,
      Sightings,
      Pushes,
      ConnectionsRegister,
      FetchFiles,
      PushFiles,
      VisitPartners,
      IdempotentRequests,
      Forward,
      MergedOpenApi,
    ],
  })
  class GatewayModule {}
  return GatewayModule;
};
