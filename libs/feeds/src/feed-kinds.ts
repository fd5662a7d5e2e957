import { acknowledgementFeed } from './acknowledgement-feed.ts';
import { changeAcknowledgementFeed } from './change-acknowledgement-feed.ts';
import { deliveryNoteFeed } from './delivery-note-feed.ts';
import type { FeedDocument, FeedKind } from './feed-kind.ts';
import { progressFeed } from './progress-feed.ts';

/** A kind whose document type is not known outside of it: documents go in only where the same kind made them. */
const anyKind = <D extends FeedDocument>(kind: FeedKind<D>): FeedKind => kind as unknown as FeedKind;

/** In order of preference: the kind with the narrower signature first. */
export const feedKinds: readonly FeedKind[] = [
  anyKind(changeAcknowledgementFeed),
  anyKind(deliveryNoteFeed),
  anyKind(acknowledgementFeed),
  anyKind(progressFeed),
];
