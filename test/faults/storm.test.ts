import { it } from 'vitest'
import { ingestStorm } from './storm'

it(
  'the server killed again and again in an ingest storm: every receipted entry is there once, with its receipt and its time',
  () => ingestStorm({ kills: 5, spans: 120 }),
  180_000,
)
