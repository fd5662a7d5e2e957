import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { CallerGuard } from './access/caller.guard.ts';
import { CONFIGURATION, type Configuration, readConfiguration } from './configuration.ts';
import { createDataSource } from './database/data-source.ts';
import { Transactions } from './database/transactions.ts';
import { Bus } from './events/bus.ts';
import { openBus } from './events/open-bus.ts';
import { Reactions } from './events/reactions.ts';
import { RelayBell } from './events/relay-bell.ts';
import { StuckEvents } from './events/stuck-events.ts';
import { TrimInbox } from './events/trim-inbox.ts';
import { Ask } from './grpc/ask.ts';
import { Attempts } from './held-events/attempts.ts';
import { DiscardEvent } from './held-events/discard-event.ts';
import { Follower } from './held-events/follower.ts';
import { HeldEvents } from './held-events/held-events.ts';
import { HeldReport } from './held-events/held-report.ts';
import { Intake } from './held-events/intake.ts';
import { quarantineDoors } from './held-events/quarantine-doors.ts';
import { quarantineViews, together } from './held-events/quarantine-views.ts';
import { ReplayEvent } from './held-events/replay-event.ts';
import { unreadableDoors, unreadableViews } from './held-events/unreadable-doors.ts';
import { UnreadableRecords } from './held-events/unreadable-records.ts';
import { CheckedInput } from './http/checked-input.pipe.ts';
import { Health } from './http/health.controller.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ScopeInterceptor } from './http/scope.interceptor.ts';
import { Lifecycle } from './lifecycle.ts';
import { SERVICE, type ServiceDescription } from './service-description.ts';
import { compileViews } from './views/compile-views.ts';
import { VIEWS, ViewInterceptor } from './views/view.interceptor.ts';

/** Everything a Tradeloom service has in common. A service adds its tables, doors and reactions. */
@Module({})
export class ChassisModule {
  static for(description: ServiceDescription): DynamicModule {
    const { service, tables, views } = description;
    return {
      module: ChassisModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [Health, quarantineDoors(service), unreadableDoors(service)],
      providers: [
        { provide: SERVICE, useValue: description },
        {
          provide: VIEWS,
          useFactory: () => compileViews([views, quarantineViews(service), unreadableViews(service)].reduce(together)),
        },
        { provide: CONFIGURATION, useFactory: () => readConfiguration(service, process.env) },
        {
          provide: DataSource,
          inject: [CONFIGURATION],
          useFactory: ({ databaseUrl }: Configuration) => createDataSource(databaseUrl, service, tables).initialize(),
        },
        {
          provide: Bus,
          inject: [CONFIGURATION],
          useFactory: ({ kafkaBrokers, kafkaClient, topicPrefix }: Configuration) =>
            openBus(kafkaClient, {
              clientId: `tradeloom-${service}`,
              groupId: `${topicPrefix}tradeloom.${service}`,
              brokers: kafkaBrokers,
              topicPrefix,
            }),
        },
        RelayBell,
        StuckEvents,
        Transactions,
        Reactions,
        HeldEvents,
        HeldReport,
        Attempts,
        Follower,
        Intake,
        UnreadableRecords,
        ReplayEvent,
        DiscardEvent,
        TrimInbox,
        Lifecycle,
        Ask,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: CallerGuard },
        { provide: APP_INTERCEPTOR, useClass: ScopeInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ViewInterceptor },
        { provide: APP_PIPE, useClass: CheckedInput },
      ],
      exports: [Transactions, Ask, Bus, CONFIGURATION, DataSource, StuckEvents, Lifecycle, SERVICE],
    };
  }
}
