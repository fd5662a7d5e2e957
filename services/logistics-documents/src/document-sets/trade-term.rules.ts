/** 成交方式 of customs by Incoterms 2020 rule; freight on the bill of lading is prepaid for C and D terms. */
const transModes: Readonly<Record<string, string>> = {
  EXW: '7',
  FCA: '3',
  FAS: '3',
  FOB: '3',
  CFR: '2',
  CPT: '2',
  CIF: '1',
  CIP: '1',
  DAP: '1',
  DPU: '1',
  DDP: '1',
};

export const transModeNames: Readonly<Record<string, string>> = { '1': 'CIF', '2': 'C&F', '3': 'FOB', '7': 'EXW' };

export const transModeOf = (incoterm: string): string => transModes[incoterm] ?? '';

/** True for CIF and CIP, the two terms under which the seller insures the goods for the buyer. */
export const sellerInsures = (incoterm: string): boolean => incoterm === 'CIF' || incoterm === 'CIP';

export const freightTermOf = (incoterm: string): 'PREPAID' | 'COLLECT' =>
  /^[CD]/.test(incoterm) ? 'PREPAID' : 'COLLECT';
