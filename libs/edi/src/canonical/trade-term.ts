/** Trade term as the contract names it, e.g. FOB Ningbo (FOB segment, TOD). */
export interface TradeTerm {
  incoterm: string;
  place?: string;
}
