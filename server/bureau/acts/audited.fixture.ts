import type { AuditAction } from '../../../shared/api/audit-actions'
import type { ActKind } from '../../../shared/claim/bureau-act'

/** Where the bureau's decisions are audited: what belongs to these, and nothing else, is said to be signed or not below. */
type Decided = Extract<
  AuditAction,
  `${'review' | 'publicity' | 'objection' | 'payment' | 'package' | 'inspection' | 'filing'}.${string}`
>

/** Signed by a statement of its own kind (see ../review/README.md). */
export const OWN = 'own-statement'
/** Nothing is decided: somebody asks, proposes, looks, notes or carries out what was decided before. */
export const NOTHING = 'nothing-decided'

/**
 * By which acts an audited action of the bureau is signed: at least one of them stands beside it. An action that is new here does not compile before
 * somebody says.
 */
export const signedBy: Readonly<Record<Decided, readonly ActKind[] | typeof OWN | typeof NOTHING>> = {
  'filing.receive': OWN,
  'filing.decide': OWN,
  'filing.show': NOTHING,
  'review.rule': NOTHING,
  'review.propose': NOTHING,
  'review.withdraw': NOTHING,
  'review.decide': ['sent-back'],
  'review.reopen-ask': NOTHING,
  'review.reopen': ['reopened'],
  'review.reopen-dismiss': ['reopen-dismissed'],
  'review.comment': NOTHING,
  'review.recover': ['recovered'],
  'review.formula': NOTHING,
  'review.draw-announce': NOTHING,
  'review.draw': NOTHING,
  'review.contact-show': NOTHING,
  'review.interview-show': NOTHING,
  'review.interview': NOTHING,
  'review.manual': NOTHING,
  'review.workbook': NOTHING,
  'publicity.publish': ['published'],
  'publicity.off': ['taken-off'],
  'publicity.clear': ['cleared'],
  'objection.record': NOTHING,
  'objection.answer': ['answered'],
  'objection.show': NOTHING,
  'payment.create': NOTHING,
  'payment.confirm': ['finance-confirmed'],
  'payment.return': ['finance-returned'],
  'payment.table': NOTHING,
  'payment.results': ['paid', 'pay-failed'],
  'payment.bank-return': ['pay-returned'],
  'payment.write-back': NOTHING,
  'payment.account': ['account'],
  'package.build': NOTHING,
  'package.reverify': NOTHING,
  'package.restore': NOTHING,
  'package.hold': ['held'],
  'package.hold-end': ['hold-ended'],
  'package.dispose-ask': NOTHING,
  'package.dispose': ['disposed'],
  'package.dispose-withdraw': ['disposal-withdrawn'],
  'package.dispose-paper': NOTHING,
  'inspection.record': ['inspected'],
  'inspection.rectified': ['rectified'],
}
