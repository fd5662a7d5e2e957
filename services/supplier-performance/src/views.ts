import { many, nobody, one, openMap, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

const judged = seenBy('trader', 'factory', 'supplier');

/** Who sees and sets what of scorecards, rectifications and the policy behind them. */
export const views: ViewTable = {
  resources: {
    'scorecard-list': {
      scorecards: many('scorecard'),
    },
    scorecard: {
      'rolling id version supplier factory period asOf score band asksRectification': judged,
      parties: nobody,
      subScores: many('scorecard-sub-score'),
      warnings: one('scorecard-warning'),
    },
    'scorecard-sub-score': {
      'criterion weight score formula': judged,
      measures: openMap(judged),
      // of each criterion its own kind of event
      events: openMap(judged),
    },
    'scorecard-warning': {
      'raised cleared': judged,
    },
    'scorecard-request': {
      period: setBy('factory'),
    },
    rectification: {
      'id version supplier factory period orderId status reason openedOn answerDue': judged,
      parties: nobody,
      answers: many('rectification-answer'),
    },
    'rectification-answer': {
      'attempt answeredOn answeredBy late cause containment correction prevention': judged,
      verification: one('rectification-answer-verification'),
    },
    'rectification-answer-verification': {
      'verdict remark verifiedOn verifiedBy': judged,
    },
    'rectification-answer-entry': {
      'cause containment correction prevention': setBy('supplier'),
    },
    'rectification-list': {
      rectifications: many('rectification'),
    },
    'verification-entry': {
      'verdict remark': setBy('factory'),
    },
    'scoring-policy': {
      'id version factory': seenBy('factory'),
      parties: nobody,
      'responseMinutes answerWorkingDays': setBy('factory'),
      weights: many('scoring-policy-weight'),
      bands: many('scoring-policy-band'),
      tolerance: one('scoring-policy-tolerance'),
      delivery: one('scoring-policy-delivery'),
      calendar: one('scoring-policy-calendar'),
    },
    'scoring-policy-weight': {
      'criterion weight': setBy('factory'),
    },
    'scoring-policy-band': {
      'band from to rectification': setBy('factory'),
    },
    'scoring-policy-tolerance': {
      'earlyDays lateDays shortPercent overPercent': setBy('factory'),
    },
    'scoring-policy-delivery': {
      'measure against': setBy('factory'),
    },
    'scoring-policy-calendar': {
      'timeZone opens closes weekdays holidays': seenBy('factory'),
    },
  },
  routes: {
    'GET /suppliers/:supplier/scorecards': { shows: 'scorecard-list' },
    'POST /suppliers/:supplier/scorecards': { shows: 'scorecard', takes: 'scorecard-request' },
    'POST /rectifications/:id/answer': { shows: 'rectification', takes: 'rectification-answer-entry' },
    'GET /rectifications': { shows: 'rectification-list' },
    'POST /rectifications/:id/verification': { shows: 'rectification', takes: 'verification-entry' },
    'GET /scoring-policy': { shows: 'scoring-policy' },
    'PUT /scoring-policy': { shows: 'scoring-policy', takes: 'scoring-policy' },
  },
};
