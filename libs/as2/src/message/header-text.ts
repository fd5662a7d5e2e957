import { must } from '@tradeloom/kernel';

/**
 * A header's value as it goes over HTTP: printable ASCII on one line, so that nothing can be smuggled in behind it.
 * @throws DomainError
 */
export function headerText(name: string, text: string): string {
  must(
    /^[\x20-\x7e]{1,900}$/.test(text),
    'as2.header',
    { en: `${name} is not 1 to 900 printable ASCII characters`, zh: `${name} 须为 1 至 900 个可打印 ASCII 字符` },
    { name },
  );
  return text;
}

/** @throws DomainError */
export function messageIdText(messageId: string): string {
  must(
    /^<[\x21-\x7e]{1,250}>$/.test(messageId),
    'as2.message-id',
    {
      en: 'A message id stands in angle brackets and has at most 250 characters',
      zh: '报文标识须置于尖括号内且不超过 250 个字符',
    },
    { messageId },
  );
  return messageId;
}
