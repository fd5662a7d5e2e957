import { type ConfigurationError, readConfiguration } from './configuration.ts';

const given = {
  PORT: '8081',
  GRPC_PORT: '8091',
  DATABASE_URL: 'postgres://app@localhost/tradeloom',
  RELAY_DATABASE_URL: 'postgres://relay@localhost/tradeloom',
  KAFKA_BROKERS: 'a:9092,b:9092',
  CALLER_TOKEN_PUBLIC_KEY: 'key',
  SERVICE_KEY: 'key',
};

describe('the configuration', () => {
  it.each([
    [undefined, 'kafkajs'],
    ['', 'kafkajs'],
    ['kafkajs', 'kafkajs'],
    ['platformatic', 'platformatic'],
  ])('with KAFKA_CLIENT %p speaks to Kafka with %s', (client, expected) => {
    expect(readConfiguration('orders', { ...given, KAFKA_CLIENT: client }).kafkaClient).toBe(expected);
  });

  it('names every problem at once', () => {
    const reading = () =>
      readConfiguration('orders', { ...given, PORT: 'x', KAFKA_CLIENT: 'rdkafka', DRAIN_NOTICE_SECONDS: '60' });
    expect(reading).toThrow(
      expect.objectContaining<Partial<ConfigurationError>>({
        problems: [
          'KAFKA_CLIENT must be one of kafkajs, platformatic',
          'PORT must be a port number',
          'DRAIN_NOTICE_SECONDS must be 0 to 15',
        ],
      }),
    );
  });
});
