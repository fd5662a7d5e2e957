import type { DescMessage } from '@bufbuild/protobuf';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { DataSource, type EntitySchema } from 'typeorm';
import { CallerGuard } from './access/caller.guard.ts';
import { CONFIGURATION, type Configuration, readConfiguration } from './configuration.ts';
import { createDataSource } from './database/data-source.ts';
import { Transactions } from './database/transactions.ts';
import { Bus } from './events/bus.ts';
import { KafkajsBus } from './events/kafkajs-bus.ts';
import { RelayBell } from './events/relay-bell.ts';
import { StuckEvents } from './events/stuck-events.ts';
import { Ask } from './grpc/ask.ts';
import { CheckedInput } from './http/checked-input.pipe.ts';
import { Health } from './http/health.controller.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ScopeInterceptor } from './http/scope.interceptor.ts';
import { Lifecycle } from './lifecycle.ts';
import { compileViews } from './views/compile-views.ts';
import { VIEWS, ViewInterceptor } from './views/view.interceptor.ts';
import type { ViewTable } from './views/view-table.ts';

/** What a service tells the chassis about itself. */
export interface ServiceDescription {
  /** Schema, consumer group and proto package bear this name: `logistics_documents`. */
  readonly service: string;
  readonly tables: readonly EntitySchema[];
  /** Who sees and who sets each field of what the service's doors answer and take. */
  readonly views: ViewTable;
  /** Events of subscribed topics that this service knowingly does nothing about. */
  readonly ignores?: readonly DescMessage[];
}

export const SERVICE = Symbol('service');

/** Everything a Tradeloom service has in common. A service adds its tables, doors and reactions. */
@Module({})
export class ChassisModule {
  static for(description: ServiceDescription): DynamicModule {
    const { service, tables, views } = description;
    return {
      module: ChassisModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [Health],
      providers: [
        { provide: SERVICE, useValue: description },
        { provide: VIEWS, useFactory: () => compileViews(views) },
        { provide: CONFIGURATION, useFactory: () => readConfiguration(service, process.env) },
        {
          provide: DataSource,
          inject: [CONFIGURATION],
          useFactory: ({ databaseUrl }: Configuration) => createDataSource(databaseUrl, service, tables).initialize(),
        },
        {
          provide: Bus,
          inject: [CONFIGURATION],
          useFactory: ({ kafkaBrokers, topicPrefix }: Configuration) =>
            new KafkajsBus({
              clientId: `tradeloom-${service}`,
              groupId: `${topicPrefix}tradeloom.${service}`,
              brokers: kafkaBrokers,
              topicPrefix,
            }),
        },
        RelayBell,
        StuckEvents,
        Transactions,
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
