import type { CanonicalDocument } from '../../canonical/documents.ts';
import type { MessageFile } from '../message.ts';
import { aperak } from './aperak.ts';
import { delfor } from './delfor.ts';
import { deljit } from './deljit.ts';
import { desadv } from './desadv.ts';
import { iftmin } from './iftmin.ts';
import { iftsta } from './iftsta.ts';
import { invoic } from './invoic.ts';
import { invrpt } from './invrpt.ts';
import { ordchg } from './ordchg.ts';
import { orders } from './orders.ts';
import { ordrsp } from './ordrsp.ts';
import { ostenq } from './ostenq.ts';
import { ostrpt } from './ostrpt.ts';
import { qality } from './qality.ts';
import { recadv } from './recadv.ts';
import { remadv } from './remadv.ts';

// Only documents of the file's own kinds reach its `write`: `messageFor` looks them up by kind.
const supported = <D extends CanonicalDocument>(file: MessageFile<D>): MessageFile => file as unknown as MessageFile;

const all: readonly MessageFile[] = [
  supported(aperak),
  supported(delfor),
  supported(deljit),
  supported(desadv),
  supported(iftmin),
  supported(iftsta),
  supported(invoic),
  supported(invrpt),
  supported(ordchg),
  supported(orders),
  supported(ordrsp),
  supported(ostenq),
  supported(ostrpt),
  supported(qality),
  supported(recadv),
  supported(remadv),
];

const byType = new Map(all.map((file) => [file.type, file]));
const byKind = new Map(all.flatMap((file) => file.kinds.map((kind) => [kind, file] as const)));

export const messageOfType = (type: string): MessageFile | undefined => byType.get(type);

/** Undefined for a document that no EDIFACT message of ours says. */
export const messageFor = (document: CanonicalDocument): MessageFile | undefined => byKind.get(document.kind);

/** The EDIFACT messages this release reads into documents and writes from them. */
export const supportedMessages: readonly string[] = [...byType.keys()];

/** The message a document is written as: `ORDERS` for a purchase order; undefined where there is none. */
export const messageTypeOf = (document: CanonicalDocument): string | undefined => messageFor(document)?.type;
