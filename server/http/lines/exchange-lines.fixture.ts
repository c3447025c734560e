import { type Lines, writers } from './line.fixture'

const signed = 'the signature of a key in the register of a bureau that opened its exchange'
const token = 'the token of the last notice, which is good for one file'

/** 网络报送: opened and closed behind the session; what 单位 send and ask comes signed. */
export const exchangeLines: Lines = {
  'GET /api/bureau/exchange': { bureau: true, may: [...writers, 'auditor'], other: 'nothing' },
  'POST /api/bureau/exchange': {
    ...{ bureau: true, may: ['administrator', 'manager'], other: 'nothing' },
    ask: () => ({ body: { open: true } }),
  },
  'GET /exchange/:bureau': { open: 'that the bureau opened its exchange: its name and a fingerprint' },
  'POST /exchange/:bureau/deliveries': { open: signed },
  'POST /exchange/:bureau/questions': { open: signed },
  'GET /exchange/:bureau/uploads/:delivery': { open: token },
  'PATCH /exchange/:bureau/uploads/:delivery': { open: token },
  'POST /exchange/:bureau/uploads/:delivery/end': { open: token },
}
