/** What only the partner register and the control-number ledger know of an interchange. */
export interface Knowledge {
  unknownSender?: boolean;
  unknownReceiver?: boolean;
  /** The same control number of this sender was taken before. */
  duplicate?: boolean;
}
