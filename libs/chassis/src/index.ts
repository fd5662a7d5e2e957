import 'reflect-metadata';

export { type Actor, type OrganisationKind, type Role, serviceActor } from './access/actor.ts';
export { Allow, type Allowed, type CalledRequest, Caller, Open, permits } from './access/allow.ts';
export { callerTokenHeader, callerTokenSigner } from './access/caller-token.ts';
export { ChassisModule } from './chassis.module.ts';
export { CONFIGURATION, type Configuration, type Mode, modeOf, readConfiguration, secretOf } from './configuration.ts';
export { createService, openService, type ServiceOptions } from './create-service.ts';
export { type Identified, type Noun, nounColumns } from './database/noun.ts';
export { allOf, nextOf, type Question } from './database/question.ts';
export { Transactions } from './database/transactions.ts';
export { type AddingTx, Tx } from './database/tx.ts';
export type { Deadlines, DueMoment, FallenDue } from './deadlines/deadline.ts';
export { Due } from './deadlines/due.ts';
export { Bus, type Envelope, type Receiver } from './events/bus.ts';
export { encoded, eventTypes, schemaOf, textOf, topicOf } from './events/event-types.ts';
export { toHeaders } from './events/headers.ts';
export { type KafkaClient, kafkaClients } from './events/kafka-options.ts';
export { NotYetKnown } from './events/not-yet-known.ts';
export { type Heard, On, OnEvery } from './events/on.ts';
export { openBus } from './events/open-bus.ts';
export { Relay } from './events/relay.ts';
export { RelayBell } from './events/relay-bell.ts';
export type { UnreadableRecord } from './events/unreadable-record.ts';
export { Answers } from './grpc/answers.ts';
export { Ask } from './grpc/ask.ts';
export { isTransient } from './held-events/is-transient.ts';
export {
  BoolField,
  DateField,
  DecimalField,
  InstantField,
  IntField,
  JsonField,
  ListField,
  MoneyBody,
  MoneyField,
  ObjectField,
  QuantityBody,
  QuantityField,
  TextField,
} from './http/fields.ts';
export { type InputError, InvalidInput } from './http/invalid-input.ts';
export { describedDoors } from './http/openapi.ts';
export { type Problem, problemOf } from './http/problem.filter.ts';
export { newId } from './id.ts';
export { Lifecycle } from './lifecycle.ts';
export { log } from './log.ts';
export { runService } from './run-service.ts';
export { currentScope, type Scope, withScope } from './scope.ts';
export { noteSecurity, placeOf, securityEventNames, whoIs } from './security-event.ts';
export type { ServiceDescription } from './service-description.ts';
export { activeTraceId, activeTraceparent, contextOf, inSpan } from './telemetry/tracing.ts';
export {
  type ByRole,
  type Field,
  type Grant,
  many,
  nobody,
  one,
  openMap,
  type Readers,
  type Resource,
  type RouteView,
  seenBy,
  setBy,
  type ViewTable,
} from './views/view-table.ts';
