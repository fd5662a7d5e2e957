export type FeedKindName = 'progress' | 'acknowledgement' | 'change-acknowledgement' | 'delivery-note';
