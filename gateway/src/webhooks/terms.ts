import { eventTypes, ListField, TextField, topicOf } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import type { Reach } from '../outside/reach.ts';
import { publicTypeOf } from '../timeline/public-event.ts';
import type { WebhookTerms } from './webhook.rules.ts';

export class WebhookBody {
  @TextField({ max: 500, description: 'https', example: 'https://erp.example.com/tradeloom' }) url!: string;
  @TextField({ max: 200, optional: true }) description?: string;
  @ListField(undefined, {
    optional: true,
    description: 'event types as in docs/events, without their package; all when left out',
    example: ['orders.OrderAccepted', 'production.EarlyWarningRaised'],
  })
  types?: string[];
}

const known = new Set(
  eventTypes.map(({ typeName, name }) => publicTypeOf(topicOf(typeName).split('.')[1] ?? '', name)),
);

/** @throws DomainError for an event that there is not */
const mustBeTypes = (types: readonly string[]): void => {
  const unknown = types.find((type) => !known.has(type));
  must(unknown === undefined, 'gateway.event.unknown', {
    en: `There is no event ${unknown}`,
    zh: `没有事件 ${unknown}`,
  });
};

/** @throws DomainError for an address that can never be called, or an event that there is not */
export const termsOf = ({ url, description = '', types = [] }: WebhookBody, reach: Reach): WebhookTerms => {
  reach.mustAllowUrl(url);
  mustBeTypes(types);
  return { url, description, types };
};
