interface OrderedLine {
  readonly item: string;
  readonly price: string;
  /** Quantity and date, `20270125`. */
  readonly schedules: readonly (readonly [quantity: number, date: string])[];
}

/** A customer's 850 as Harbor & Pine sends it: `*` and `~`, a line break after each segment. */
export const customerOrder = (control: string, number: string, lines: readonly OrderedLine[]): string => {
  const body = [
    'ST*850*0001',
    `BEG*00*SA*${number}**20261207`,
    'CUR*BY*USD',
    'FOB*CC*****ZZ*FOB NINGBO',
    'ITD*14***********T/T 30/60/10',
    'N1*ST*HARBOR DC LONG BEACH',
    'N3*1400 PIER E ST',
    'N4*LONG BEACH*CA*90802*US',
    ...lines.flatMap(({ item, price, schedules }, i) => [
      `PO1*${i + 1}*${schedules.reduce((sum, [quantity]) => sum + quantity, 0)}*PC*${price}**BP*${item}`,
      ...schedules.map(([quantity, date]) => `SCH*${quantity}*PC***002*${date}`),
    ]),
    `CTT*${lines.length}`,
  ];
  const group = String(Number(control));
  return [
    `ISA*00*          *00*          *ZZ*HARBORPINE     *ZZ*EASTBRIDGE     *261207*0930*U*00401*${control}*0*P*>`,
    `GS*PO*HARBORPINE*EASTBRIDGE*20261207*0930*${group}*X*004010`,
    ...body,
    `SE*${body.length + 1}*0001`,
    `GE*1*${group}`,
    `IEA*1*${control}`,
  ]
    .map((segment) => `${segment}~\n`)
    .join('');
};
