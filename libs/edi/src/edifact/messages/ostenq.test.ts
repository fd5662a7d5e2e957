import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { OrderStatusEnquiry } from '../../canonical/documents.ts';

const enquiry = [
  'BGM+347+EQ-5+9',
  'DTM+137:20260301:102',
  'FTX+AAI+++Please answer today',
  'NAD+BY+4012345000019::9',
  'NAD+SU+6901234500017::9',
  'CTA+OC+:Chen Wei',
  'DOC+220+PO-42',
  'DTM+4:20260115:102',
  'LIN+1++BOLT-M10:IN',
  'PIA+5+B10:SA',
  'IMD+F++:::Hex bolt',
  'RFF+ON:PO-42:1',
  'LIN+++NUT-M10:IN',
  'DOC+220+PO-43',
];

describe('an enquiry', () => {
  it.each(['D.97A', 'D.01B'])('in %s asks for lines or for a whole order', (version) => {
    const message = readMessage('OSTENQ', version, enquiry);
    expect(placesIn(message)).toEqual([]);
    expect(message.document).toEqual({
      kind: 'order-status-enquiry',
      enquiryNumber: 'EQ-5',
      enquiryDate: '2026-03-01',
      parties: [
        { role: 'buyer', id: '4012345000019', idQualifier: 'UL' },
        { role: 'seller', id: '6901234500017', idQualifier: 'UL' },
      ],
      notes: ['Please answer today'],
      orders: [
        {
          orderNumber: 'PO-42',
          orderDate: '2026-01-15',
          lines: [
            { line: '1', buyerItem: 'BOLT-M10', sellerItem: 'B10', description: 'Hex bolt' },
            { line: '2', buyerItem: 'NUT-M10' },
          ],
        },
        { orderNumber: 'PO-43', lines: [] },
      ],
    });
  });

  it('without DOC asks for every open order', () => {
    expect(readMessage('OSTENQ', 'D.97A', enquiry.slice(0, 6)).document).toMatchObject({ orders: [] });
  });
});

describe('what is wrong with an OSTENQ is told with its place', () => {
  const changed = (from: string, to: string): string[] => enquiry.map((segment) => segment.replace(from, to));

  it.each([
    [enquiry, 'D.96A', 'rejected', 'MESSAGE_NOT_IN_DIRECTORY@1/2.2'],
    [changed('DOC+220+PO-43', 'DOC+220'), 'D.97A', 'accepted', 'ORDER_NOT_STATED@15/ in SG3'],
    [changed('20260115', '20261315'), 'D.97A', 'rejected', 'ELEMENT_INVALID_DATE@9/1.2 in SG3'],
    [changed('LIN+1', 'LIN+1234567'), 'D.01B', 'accepted-with-errors', 'ELEMENT_TOO_LONG@10/1 in SG3/SG4'],
    [enquiry.filter((segment) => !/^(NAD|CTA)/.test(segment)), 'D.97A', 'rejected', 'SEGMENT_MISSING@5/ in SG1'],
    [changed('FTX+AAI', 'FTX+AAIX'), 'D.97A', 'rejected', 'ELEMENT_TOO_LONG@4/1'],
  ])('%j in %s: %s, %s', (segments, version, verdict, place) => {
    const message = readMessage('OSTENQ', version, segments);
    expect(placesIn(message)).toContain(place);
    expect(message).toMatchObject({ verdict });
    mustSpeakBoth(message);
  });
});

describe('what we ask', () => {
  const asked: OrderStatusEnquiry = {
    kind: 'order-status-enquiry',
    enquiryNumber: 'EQ-1',
    enquiryDate: '2026-03-01',
    parties: [],
    orders: [{ orderNumber: 'PO-7', orderDate: '2026-02-01', lines: [{ line: '1', sellerItem: 'B10' }] }],
  };

  it('names the party that the directory demands, even if nobody', () => {
    expect(writtenText(asked, 'D.97A')).toContain(
      "BGM+347+EQ-1+9'\nDTM+137:20260301:102'\nNAD+ZZZ'\nDOC+220+PO-7'\nDTM+4:20260201:102'\nLIN+1'\nPIA+5+B10:SA'",
    );
    expect(readBack(asked, 'D.01B')).toEqual(asked);
  });

  it('is refused in a directory without it', () => {
    expect(() => writtenText(asked, 'D.96A')).toThrow(
      expect.objectContaining({ code: 'edi.write.message-not-in-directory' }),
    );
  });
});
