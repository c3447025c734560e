import type { Lines } from './line.fixture'

/** Routes of devices, of witnesses and of the trainee's phone: none of them has a session of the console. */
export const deviceLines: Lines = {
  'POST /join': { open: 'a personal code, or a name with six digits that HR then checks' },
  'POST /sync': { open: 'the signature of the chain key over a challenge of ours' },
  'POST /appeal': { open: 'the signature of the chain key over a challenge of ours' },
  'POST /phone-link': { open: 'the signature of the chain key over a challenge of ours' },
  'POST /second-factor': { open: 'the signature of the chain key over a challenge of ours' },
  'GET /log/key': { open: 'nothing: hashes and signatures only' },
  'GET /log/checkpoint': { open: 'nothing: hashes and signatures only' },
  'GET /log/consistency': { open: 'nothing: hashes and signatures only' },
  'GET /log/opening': { open: 'nothing: hashes and signatures only' },
  'GET /log/witnesses': { open: 'nothing: hashes and signatures only' },
  'POST /log/cosignature': { open: 'the signature of a witness we know' },
  'GET /api/my': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/appeals': { open: 'the token of the link, which is of one seat' },
}
