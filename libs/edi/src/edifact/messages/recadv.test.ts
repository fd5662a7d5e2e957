import { readMessage } from '../../../test/edifact-message.ts';
import type { ReceiptAdvice } from '../../canonical/documents.ts';

const received = (...quantities: string[]) => {
  const body = [
    'BGM+632+RC-1+9',
    'DTM+50:20270302:102',
    'RFF+AAK:SH-000001',
    'NAD+BY+4012345000009::9',
    'CPS+1',
    'LIN+1',
    ...quantities,
    'RFF+ON:PO-4711:1',
    'CNT+2:1',
  ];
  const { document, verdict } = readMessage('RECADV', 'D.96A', body);
  expect(verdict).toBe('accepted');
  return (document as ReceiptAdvice).lines[0];
};

describe('what of a receipt arrived damaged', () => {
  it('is a quantity of its own among the rejected', () =>
    expect(received('QTY+48:1200:PCE', 'QTY+194:1190:PCE', 'QTY+195:10:PCE', 'QTY+124:3:PCE')).toMatchObject({
      received: '1200',
      accepted: '1190',
      rejected: '10',
      damaged: '3',
    }));

  it.each(['QVR+-3:124', 'QVR+-3:195+AF'])('or a variance, after EANCOM: %s', (variance) =>
    expect(received('QTY+48:1200:PCE', variance)).toMatchObject({ accepted: '1197', rejected: '3', damaged: '3' }),
  );

  it('is not said where nobody says it', () =>
    expect(received('QTY+48:1200:PCE', 'QTY+195:10:PCE')).not.toHaveProperty('damaged'));
});
