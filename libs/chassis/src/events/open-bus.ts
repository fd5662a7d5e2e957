import type { Bus } from './bus.ts';
import type { KafkaClient, KafkaOptions } from './kafka-options.ts';
import { KafkajsBus } from './kafkajs/kafkajs-bus.ts';
import { PlatformaticBus } from './platformatic/platformatic-bus.ts';

export const openBus = (client: KafkaClient, options: KafkaOptions): Bus =>
  client === 'kafkajs' ? new KafkajsBus(options) : new PlatformaticBus(options);
