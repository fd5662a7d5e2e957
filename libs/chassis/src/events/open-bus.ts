import type { Bus } from './bus.ts';
import type { KafkaClient, KafkaOptions } from './kafka-options.ts';

/** The client that was not chosen is not loaded: the larger one takes a second of computing and 11 MB of each process. */
export const openBus = async (client: KafkaClient, options: KafkaOptions): Promise<Bus> => {
  if (client === 'kafkajs') {
    const { KafkajsBus } = await import('./kafkajs/kafkajs-bus.ts');
    return new KafkajsBus(options);
  }
  const { PlatformaticBus } = await import('./platformatic/platformatic-bus.ts');
  return new PlatformaticBus(options);
};
