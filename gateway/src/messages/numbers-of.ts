const mostNumbers = 50;
/** `orderNumber`, `shipmentNumber`, `invoiceNumber`: how parties name a document, and what it refers to. */
const isNumber = (name: string, value: unknown): value is string =>
  name.endsWith('Number') && typeof value === 'string' && value !== '';

/** The numbers that stand in a document, each once, from its head to its lines: by any of them it is looked for. */
export const numbersOf = (document: object | null): string[] => {
  const found = new Set<string>();
  const look = (part: object): void => {
    for (const name in part) {
      if (found.size >= mostNumbers) return;
      const value: unknown = part[name as keyof typeof part];
      if (isNumber(name, value)) found.add(value);
      else if (typeof value === 'object' && value !== null) look(value);
    }
  };
  if (document) look(document);
  return [...found];
};
