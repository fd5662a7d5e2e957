import { must, type Text } from '@tradeloom/kernel';
import { type AtpRow, type AtpRule, atpRules, cumulative } from './atp/atp.rules.ts';

interface AtpScenario {
  readonly item?: string;
  readonly unit?: string;
  readonly onHand: string | number;
  readonly buckets: readonly string[];
  readonly supplies: readonly (string | number)[];
  readonly demands: readonly { readonly order: string | number }[];
  readonly rule: AtpRule;
}

interface AtpAnswer {
  readonly item?: string;
  readonly unit?: string;
  readonly rule: AtpRule;
  readonly row: readonly { readonly bucket: string; readonly free: string }[];
  readonly because: readonly {
    readonly rule: string;
    readonly source: string;
    readonly text: Text;
    readonly numbers: object;
  }[];
}

const sources: Readonly<Record<AtpRule, { readonly source: string; readonly text: Text }>> = {
  discrete: {
    source: 'APICS, discrete available-to-promise',
    text: { en: 'A supply less the demand before the next supply', zh: '每次供应减去下次供应之前的需求' },
  },
  cumulative: {
    source: 'APICS, cumulative available-to-promise without look-ahead',
    text: { en: 'All supply so far less all demand so far', zh: '累计供应减去累计需求' },
  },
  'cumulative-look-ahead': {
    source: 'APICS, cumulative available-to-promise with look-ahead; two steps as in Infor LN',
    text: { en: 'Never more than what any later bucket can spare', zh: '不超过以后任一期间可让出的数量' },
  },
  backward: {
    source: 'Oracle classic ATP, backward consumption',
    text: {
      en: 'A shortage is covered from earlier buckets, the latest first',
      zh: '缺口由之前的期间弥补，最近者优先',
    },
  },
  forward: {
    source: 'Oracle classic ATP, forward consumption',
    text: {
      en: 'A shortage is covered from later buckets, the earliest first',
      zh: '缺口由之后的期间弥补，最早者优先',
    },
  },
  accumulate: {
    source: 'Oracle classic ATP, accumulation',
    text: { en: 'A surplus is carried forward, a shortage is not', zh: '余量结转到后期，缺口不结转' },
  },
};

/** The ATP row of one item, by the rule that the service runs. The scenario fits docs/what-if/atp.schema.json. */
const atp = ({ item, unit, onHand, buckets, supplies, demands, rule }: AtpScenario): AtpAnswer => {
  must(
    supplies.length === buckets.length && demands.length === buckets.length,
    'production.atp.rows',
    { en: 'All rows must be as long as the buckets', zh: '各行长度须与期间数一致' },
    { buckets: buckets.length, supplies: supplies.length, demands: demands.length },
  );
  const position = {
    onHand: String(onHand),
    supplies: supplies.map(String),
    demands: demands.map((d) => String(d.order)),
  };
  const row: AtpRow = atpRules[rule](position);
  return {
    ...(item !== undefined && { item }),
    ...(unit !== undefined && { unit }),
    rule,
    row: buckets.map((bucket, i) => ({ bucket, free: row[i] ?? '0' })),
    because: [{ rule, ...sources[rule], numbers: { ...position, uncorrected: cumulative(position) } }],
  };
};

/** The rules of this service that can be tried offline, by capability. The caller checks the scenario's shape. */
export const whatIf: Readonly<Record<'atp', (scenario: unknown) => AtpAnswer>> = {
  atp: (scenario) => atp(scenario as AtpScenario),
};
