/** What only the partner register and the control-number ledger know of an interchange. */
export interface Knowledge {
  unknownSender?: boolean;
  unknownReceiver?: boolean;
  /** The same control number of this sender was taken before. */
  duplicate?: boolean;
}

/** When an acknowledgement of the envelope goes out; `requested`: where it asks for one, or something is rejected. */
export type AcknowledgeWhen = 'always' | 'requested' | 'on-error' | 'never';
