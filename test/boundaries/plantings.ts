/** A file that a hurried hand might write, and the boundary it crosses; null where it keeps to the house. */
export interface Planting {
  readonly file: string;
  readonly imports: string;
  readonly crosses: string | null;
}

const crossing = (crosses: string, file: string, imports: string): Planting => ({ file, imports, crosses });
const keeping = (file: string, imports: string): Planting => ({ file, imports, crosses: null });

export const plantings: readonly Planting[] = [
  keeping('services/orders/src/orders/order.rules.ts', '@tradeloom/kernel'),
  keeping('services/orders/src/orders/order-data.rules.ts', './order-limits.json'),
  keeping('services/orders/src/orders/order.table.ts', 'typeorm'),
  keeping('services/orders/src/orders/place-order.ts', './order.rules.ts'),
  keeping('services/orders/src/orders/see-order.ts', '@tradeloom/chassis'),
  keeping('services/orders/src/orders/when-order-confirmed.ts', './order.rules.ts'),
  keeping('services/orders/src/orders/order.rules.test.ts', 'fast-check'),
  keeping('services/orders/src/orders.module.ts', './orders/when-order-confirmed.ts'),
  keeping('gateway/src/messages/read-file.ts', '@tradeloom/edi'),
  keeping('libs/chassis/src/events/bus.ts', 'kafkajs'),
  keeping('libs/kernel/src/money.ts', 'decimal.js'),
  keeping('services/orders/src/orders/hen.ts', './egg.ts'), // a circle is told once, where it was met first
  keeping('test/flows/journey.int.test.ts', '@tradeloom/testing'),

  crossing('rules-are-pure', 'services/orders/src/orders/clock.rules.ts', '@tradeloom/chassis'),
  crossing('rules-are-pure', 'services/orders/src/orders/stored.rules.ts', './order.table.ts'),
  crossing('rules-are-pure', 'services/orders/src/orders/reading.rules.ts', 'node:fs'),
  crossing('rules-are-pure', 'services/orders/src/orders/called.rules.ts', './place-order.ts'),
  crossing('services-meet-on-kafka', 'services/orders/src/orders/ask-plan.ts', '@tradeloom/production/what-if'),
  crossing('services-meet-on-kafka', 'services/orders/src/orders/open-mailbox.ts', '@tradeloom/gateway'),
  crossing('gateway-knows-no-service', 'gateway/src/api/shortcut.ts', '@tradeloom/production/what-if'),
  crossing('only-the-gateway-reads-files', 'services/orders/src/orders/parse-850.ts', '@tradeloom/edi'),
  crossing('only-the-gateway-reads-files', 'services/production/src/read-sheet.ts', '@tradeloom/feeds'),
  crossing('libs-know-no-service', 'libs/chassis/src/borrow-rule.ts', '@tradeloom/production/what-if'),
  crossing('kernel-stands-alone', 'libs/kernel/src/digest.ts', 'node:crypto'),
  crossing('kernel-stands-alone', 'libs/kernel/src/validated.ts', 'class-validator'),
  crossing('contracts-stand-alone', 'libs/contracts/src/priced.ts', '@tradeloom/kernel'),
  crossing('kafka-lives-in-the-chassis', 'services/orders/src/orders/publish.ts', 'kafkajs'),
  crossing('kafka-lives-in-the-chassis', 'gateway/src/outbound/publish.ts', 'kafkajs'),
  crossing('connections-live-in-the-chassis', 'services/orders/src/orders/count-orders.ts', 'pg'),
  crossing('nobody-calls-a-reaction', 'services/orders/src/orders/confirm-order.ts', './when-order-confirmed.ts'),
  crossing('test-helpers-stay-in-tests', 'services/orders/src/orders/boot.ts', '@tradeloom/testing'),
  crossing('test-helpers-stay-in-tests', 'libs/edi/src/invent.ts', 'fast-check'),
  crossing('packages-meet-at-their-exports', 'libs/chassis/src/inside.ts', '../../kernel/src/money.ts'),
  crossing('no-circles', 'services/orders/src/orders/egg.ts', './hen.ts'),
  crossing('everything-resolves', 'services/orders/src/orders/place-twice.ts', './place-thrice.ts'),
];
