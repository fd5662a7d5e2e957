import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contracts from '@tradeloom/contracts';
import { root } from './declared-events.ts';

const reaction = /@On\(\s*(\w+)\.(\w+)\s*[,)]/g;
const mention = /\b(\w+)\.(\w+Schema)\b/g;

/** Event type -> the services whose reactions name it. The timeline, which hears everything, is not among them. */
export const findHearers = (): ReadonlyMap<string, readonly string[]> => servicesThatSay(reaction);

/** Event type -> the services whose code names it at all. */
export const findMentions = (): ReadonlyMap<string, readonly string[]> => servicesThatSay(mention);

function servicesThatSay(words: RegExp): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const sources = globSync(['services/*/src/**/*.ts', 'gateway/src/**/*.ts'], { cwd: root });
  for (const file of sources.filter((name) => !name.endsWith('.test.ts')).sort()) {
    const [top = '', second = ''] = file.split('/');
    for (const [, namespace = '', schema = ''] of readFileSync(join(root, file), 'utf8').matchAll(words)) {
      const type = typeNamed(namespace, schema);
      if (type) found.set(type, (found.get(type) ?? new Set()).add(top === 'services' ? second : top));
    }
  }
  return new Map([...found].map(([type, services]) => [type, [...services]]));
}

/** `orders`, `OrderConfirmedSchema` -> `tradeloom.orders.v1.OrderConfirmed` */
function typeNamed(namespace: string, schema: string): string | undefined {
  const words: Readonly<Record<string, unknown>> = { ...contracts };
  const described = (words[namespace] as Readonly<Record<string, { typeName?: string }>> | undefined)?.[schema];
  return described?.typeName;
}
