import type { X509Certificate } from 'node:crypto';
import type { Text } from '@tradeloom/kernel';

/** RFC 4130 7.5.4, 7.5.5 and RFC 3274: what a receipt can say is wrong with a message. */
export type Modifier =
  | 'authentication-failed'
  | 'decompression-failed'
  | 'decryption-failed'
  | 'insufficient-message-security'
  | 'integrity-check-failed'
  | 'unexpected-processing-error'
  | 'unsupported-format'
  | 'unsupported-mic-algorithms';

/** Why a message was not taken. */
export interface Refusal {
  readonly modifier: Modifier;
  /** for a person; safe to send to the other side */
  readonly text: Text;
  /** for our own log; not for the other side, who could learn from it what a key of ours did */
  readonly detail: string;
}

const TEXTS: Readonly<Record<Modifier, Text>> = {
  'authentication-failed': {
    en: 'The signature is not by a certificate that is on file for the sender and in force',
    zh: '签名所用证书不是发送方备案的有效证书',
  },
  'decompression-failed': {
    en: 'The compressed content does not unpack, or is too large',
    zh: '压缩内容无法解压或解压后过大',
  },
  'decryption-failed': {
    en: 'The message could not be decrypted, or its content is not in order; please check that it is encrypted for our current certificate, and signed if so agreed',
    zh: '报文无法解密，或其内容不合规；请确认使用了我方现行证书加密，并已按约定签名',
  },
  'insufficient-message-security': {
    en: 'The message is not signed or not encrypted, as agreed',
    zh: '报文未按约定签名或加密',
  },
  'integrity-check-failed': {
    en: 'The content is not the content that was signed',
    zh: '报文内容与签名内容不一致',
  },
  'unexpected-processing-error': {
    en: 'The message could not be processed',
    zh: '报文处理时发生意外错误',
  },
  'unsupported-format': {
    en: 'The message is not in a form that AS2 defines, or uses one that is not supported here',
    zh: '报文格式不符合 AS2 规范或不受支持',
  },
  'unsupported-mic-algorithms': {
    en: 'None of the digest algorithms asked for in the receipt is supported',
    zh: '回执所要求的摘要算法均不受支持',
  },
};

export const refusal = (modifier: Modifier, detail: string): Refusal => ({ modifier, text: TEXTS[modifier], detail });

/** Carries a refusal out of the layers of a message; caught where the message is read. */
export class Refused extends Error {
  constructor(
    readonly modifier: Modifier,
    readonly detail: string,
    /** whose good signature was found before */
    readonly signedBy: X509Certificate | null = null,
  ) {
    super(`${modifier}: ${detail}`);
  }
}
